internal import CommitLog
internal import Storage

/// The first steps of an opening: the directory, the lock, and the manifest of a new log.
///
/// A manifest is durable before the first segment is made, so a directory with segments and no manifest has lost
/// it, and one with neither was never a log.
enum LogCreation {
    /// Takes the writer's lock, making the directory if the log may be new.
    static func lock(
        _ directory: LogDirectory, options: LogOptions, owner: String
    ) throws(LogError) -> any FileLock {
        let fileSystem = directory.fileSystem
        if options.creates {
            try directory.attempt { () throws(FileError) in
                _ = try fileSystem.makeDirectoryIfMissing(directory.path)
            }
        }
        try checkContents(directory, options: options)
        do throws(FileError) {
            return try fileSystem.lock(directory.path(LogDirectory.lockName), owner: cut(owner))
        } catch {
            if case .locked(let owner) = error.code { throw .held(by: owner) }
            throw .file(error)
        }
    }

    /// As many whole characters as a lock's text holds.
    private static func cut(_ owner: String) -> String {
        var owner = owner
        while owner.utf8.count > Limits.ownerBytesMax { owner.removeLast() }
        return owner
    }

    /// Looks before touching: what is there must be a log's, or nothing.
    private static func checkContents(_ directory: LogDirectory, options: LogOptions) throws(LogError) {
        let names: [String]
        do throws(FileError) {
            names = try directory.fileSystem.list(directory.path)
        } catch {
            if error.code == .notFound { throw .notALog(directory.path) }
            throw .file(error)
        }
        guard !names.contains(Manifest.fileName) else { return }
        guard !names.contains(where: { SegmentName(fileName: $0) != nil }) else {
            throw .corruption(directory.missingManifest)
        }
        let own: Set<String> = [LogDirectory.lockName, Position.fileName, Keyring.fileName, LogDirectory.keysName]
        let foreign = names.filter { !own.contains($0) && !$0.hasSuffix(FileNames.temporarySuffix) }
        guard foreign.isEmpty else { throw .notEmpty(directory.path) }
        guard options.creates else { throw .notALog(directory.path) }
    }

    /// The log's manifest; of a new log, made and durable.
    static func manifest(
        _ directory: LogDirectory, options: LogOptions, environment: LogEnvironment
    ) throws(LogError) -> Manifest {
        if let manifest = try directory.readManifest() { return manifest }
        var entropy = environment.entropy
        let log = LogIdentifier(random: &entropy)
        var features: Features = []
        if options.masterKey != nil { features.insert(.encryption) }
        if !options.keepsEvidence { features.insert(.noEvidence) }
        let manifest = Manifest(log: log, requiredFeatures: features, createdAt: environment.wallMilliseconds())
        let master = options.masterKey
        try directory.attempt { () throws(FileError) in
            // Also where the directory was there already: whoever made it may have been stopped before this.
            try directory.fileSystem.syncDirectory(FileNames.parent(of: directory.path))
            if let master {
                let keyring = Keyring(log: log, masterKey: master.identifier)
                try directory.replace(Keyring.fileName, with: keyring.encoded)
            }
            try directory.replace(Manifest.fileName, with: manifest.encoded)
        }
        return manifest
    }
}
