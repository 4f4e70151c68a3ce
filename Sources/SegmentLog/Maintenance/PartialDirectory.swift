internal import CommitLog
internal import Storage

/// A directory that is filled under another name, `DEST.partial`, and gets its own when it is whole and durable: after
/// a crash it is there whole or not at all.
///
/// Whoever fills it holds the lock in it, so that nobody else does at the same time.
struct PartialDirectory {
    static let suffix = ".partial"

    let destination: String
    let path: String
    private let fileSystem: any FileSystem
    private let owner: String

    /// - Throws: `.badOption` if `destination` is not new or empty.
    init(_ destination: String, environment: LogEnvironment) throws(LogError) {
        self.destination = FileNames.trimmed(destination)
        path = self.destination + Self.suffix
        fileSystem = environment.fileSystem
        owner = environment.owner
        guard path.utf8.count <= Limits.pathBytesMax else {
            throw .badOption("the directory's path has more than \(Limits.pathBytesMax) bytes")
        }
        try checkDestination()
    }

    private func checkDestination() throws(LogError) {
        do throws(FileError) {
            guard try fileSystem.list(destination).isEmpty else { throw FileError(.list, destination, .exists) }
        } catch {
            switch error.code {
            case .notFound: return
            case .exists:
                throw .badOption(
                    "\(destination) is not empty, and nothing is written over; name a new directory each time")
            default: throw .file(error)
            }
        }
    }

    /// Makes the directory, empty, taking over what an attempt left that was cut short. Holds its lock on return.
    /// - Throws: `.held` if somebody else is filling it, `.badOption` if something else has its name or there is no
    ///   directory for it to lie in.
    func make() throws(LogError) -> any FileLock {
        let isNew = try makeOrLook()
        let lock: any FileLock
        do throws(LogError) {
            lock = try takeLock()
        } catch {
            // Not what may be in it: whoever was quicker to lock it is filling it.
            if isNew { try? fileSystem.removeDirectory(path) }
            throw error
        }
        do throws(FileError) {
            try empty()
            return lock
        } catch {
            discard()
            lock.release()
            throw .file(error)
        }
    }

    /// Whether the directory was not there.
    private func makeOrLook() throws(LogError) -> Bool {
        let names: [String]
        do throws(FileError) {
            if try fileSystem.makeDirectoryIfMissing(path) { return true }
            names = try fileSystem.list(path)
        } catch {
            guard error.operation == .makeDirectory, error.code == .notFound else { throw .file(error) }
            let parent = FileNames.parent(of: destination)
            throw .badOption(
                "there is no directory \(parent) to make \(destination) in; make it first: mkdir -p \(parent)")
        }
        guard names.allSatisfy(Self.isOurs) else {
            throw .badOption("\(path) is in the way and holds something else; move it away")
        }
        return false
    }

    /// - Throws: `.held` if somebody else has it.
    func takeLock() throws(LogError) -> any FileLock {
        do throws(FileError) {
            return try fileSystem.lock(path + "/" + LogDirectory.lockName, owner: owner)
        } catch {
            if case .locked(let owner) = error.code { throw .held(by: owner) }
            throw .file(error)
        }
    }

    /// Gives the directory its name, for whoever holds its lock. Every file in it is durable already.
    func finish() throws(LogError) {
        do throws(FileError) {
            try removeIfThere(path + "/" + Position.fileName)
            try fileSystem.syncDirectory(path)
            try fileSystem.rename(path, to: destination)
            // Not before: without it somebody else could begin to fill the directory.
            try removeIfThere(destination + "/" + LogDirectory.lockName)
            try fileSystem.syncDirectory(destination)
            try fileSystem.syncDirectory(FileNames.parent(of: destination))
        } catch { throw .file(error) }
    }

    /// Removes what there is, as far as that is possible.
    func discard() {
        try? empty()
        try? fileSystem.remove(path + "/" + LogDirectory.lockName)
        try? fileSystem.removeDirectory(path)
    }

    private func empty() throws(FileError) {
        for name in try fileSystem.list(path).sorted() where name != LogDirectory.lockName {
            try fileSystem.remove(path + "/" + name)
        }
    }

    private func removeIfThere(_ path: String) throws(FileError) {
        do throws(FileError) {
            try fileSystem.remove(path)
        } catch {
            if error.code != .notFound { throw error }
        }
    }

    private static func isOurs(_ name: String) -> Bool {
        let known = [Manifest.fileName, Keyring.fileName, Position.fileName, LogDirectory.lockName]
        return known.contains(name) || SegmentName(fileName: name) != nil || name.hasSuffix(FileNames.temporarySuffix)
    }
}
