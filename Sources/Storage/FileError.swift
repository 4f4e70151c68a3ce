/// What a file system refused: the operation, on which path, why, and what the operator can do.
public struct FileError: Error, Sendable, Hashable {
    public enum Operation: String, Sendable, Hashable, CaseIterable {
        case open, list, makeDirectory, rename, remove, syncDirectory, lock, map
        case read, write, sync, allocate, truncate, size
    }

    public enum Code: Sendable, Hashable {
        case notFound
        case exists
        case noSpace
        case permissionDenied
        /// EROFS: nobody may write there.
        case readOnly
        /// EINTR: nothing happened, the call may be made again.
        case interrupted
        /// EIO and anything else that says the device failed.
        case io
        /// Somebody else holds the lock; the text is what they wrote into it.
        case locked(owner: String)
        /// Any other errno, by number.
        case other(Int32)
    }

    public var operation: Operation
    public var path: String
    public var code: Code

    public init(_ operation: Operation, _ path: String, _ code: Code) {
        self.operation = operation
        self.path = path
        self.code = code
    }
}

extension FileError: CustomStringConvertible {
    /// One line: what failed, where, why, and the remedy where there is one.
    public var description: String { "cannot \(verb) \(path): \(reason)" }

    private var verb: String {
        switch operation {
        case .makeDirectory: "make the directory"
        case .syncDirectory: "sync the directory"
        case .map: "map"
        case .size: "read the size of"
        case .allocate: "claim space for"
        default: operation.rawValue
        }
    }

    private var reason: String {
        switch code {
        case .notFound: "no such file or directory"
        case .exists: "it exists already"
        case .noSpace: "no space left on the device, or over quota; free some space"
        case .permissionDenied: "permission denied; check the owner and mode"
        case .readOnly: "the file system is read-only; mount it for writing, or use another"
        case .interrupted: "interrupted by a signal"
        case .io: "the device reported an input/output error; check the disk before you go on"
        case .locked(let owner): "it is held by \(owner.isEmpty ? "another process" : owner)"
        case .other(let number): Self.texts[number] ?? "errno \(number)"
        }
    }

    /// What Linux means by the numbers that users meet.
    private static let texts: [Int32: String] = [
        20: "a part of the path is not a directory", 21: "it is a directory", 22: "the file system cannot do that",
        23: "the system has too many files open", 24: "the process has too many files open; raise ulimit -n",
        27: "the file is too large", 36: "the name is too long",
        40: "too many symbolic links", 116: "another file has got its name; try again",
    ]
}
