extension FileSystem {
    /// Reads a whole file.
    /// - Parameter limit: a larger file is refused as `.other(27)` (EFBIG), unread.
    public func readFile(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let file = try open(path, .read)
        defer { file.close() }
        let size = try file.size()
        guard size <= UInt64(limit) else { throw FileError(.read, path, .other(27)) }
        return try file.readAll(Int(size), at: 0)
    }

    /// Gives the file `path` new contents so that after a crash it has either the old ones or the new, whole.
    /// Durable on return.
    /// - Parameter directory: the directory that `path` lies in.
    public func replaceFile(
        _ path: String, in directory: String, with bytes: [UInt8], isPrivate: Bool = false
    ) throws(FileError) {
        let temporary = path + FileNames.temporarySuffix
        do { try remove(temporary) } catch let error where error.code == .notFound {}
        let file = try open(temporary, isPrivate ? .createPrivate : .create)
        do throws(FileError) {
            try file.writeAll(unsafe bytes.span.bytes, at: 0)
            try file.sync()
        } catch {
            file.close()
            throw error
        }
        file.close()
        try rename(temporary, to: path)
        try syncDirectory(directory)
    }

    /// Makes a directory where none has the name; says whether it did.
    @discardableResult
    public func makeDirectoryIfMissing(_ path: String) throws(FileError) -> Bool {
        do throws(FileError) {
            try makeDirectory(path)
            return true
        } catch {
            if error.code == .exists { return false }
            throw error
        }
    }

    /// Whether a name exists that can be opened.
    public func exists(_ path: String) throws(FileError) -> Bool {
        do throws(FileError) {
            try open(path, .read).close()
            return true
        } catch {
            if error.code == .notFound { return false }
            throw error
        }
    }
}

public enum FileNames {
    /// What a file that is being written is called until it is whole. Left over, it may be removed.
    public static let temporarySuffix = ".tmp"

    /// `path` without slashes at its end.
    public static func trimmed(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }

    /// The directory that `path` lies in.
    public static func parent(of path: String) -> String {
        let path = trimmed(path)
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
