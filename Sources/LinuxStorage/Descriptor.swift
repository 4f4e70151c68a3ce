internal import CPlatform
internal import Glibc
internal import Storage
internal import Synchronization

/// Owns one open file descriptor of the process. It must be closed exactly once: dropping it open traps, and so
/// does using or closing it afterwards, because the number may belong to another file by then.
struct Descriptor: ~Copyable {
    private static let closed: Int32 = -1

    private let open: Atomic<Int32>

    private init(_ number: Int32) { open = Atomic(number) }

    deinit {
        precondition(open.load(ordering: .relaxed) == Self.closed, "a file descriptor was dropped open")
    }

    /// Opens a path. `create` gives the mode of a file that is made if there is none.
    static func open(
        _ path: String, flags: Int32, create mode: UInt32? = nil, for operation: FileError.Operation = .open
    ) throws(FileError) -> Descriptor {
        var number = closed
        let allFlags = mode == nil ? flags : flags | O_CREAT
        try FileError.check(unsafe paidan_open(path, allFlags, mode ?? 0, &number), operation, path)
        return Descriptor(number)
    }

    /// The number, for a call that is made now.
    var number: Int32 {
        let number = open.load(ordering: .relaxed)
        precondition(number != Self.closed, "a closed file descriptor was used")
        return number
    }

    func close() {
        let number = open.exchange(Self.closed, ordering: .relaxed)
        precondition(number != Self.closed, "a file descriptor was closed twice")
        // The descriptor is gone whatever close says; bytes that matter were synced, with their own error.
        let failure = paidan_close(number)
        precondition(failure != EBADF, "somebody else closed our file descriptor")
    }
}
