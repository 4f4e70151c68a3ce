/// The one way in which the log touches a disk.
///
/// Two implementations pass one conformance suite: `LinuxFileSystem`, and `SimulatedFileSystem`, which loses,
/// reorders, tears, flips and refuses. Nothing above this seam calls the operating system for a file.
///
/// The contract is POSIX's, at its weakest, because the simulator holds its users to it:
/// - A write is in memory until ``File/sync()`` of that file returns; until then a crash may keep any part of
///   it, in units of 512 bytes.
/// - Creating, renaming and removing a name is in memory until ``syncDirectory(_:)`` of its directory returns;
///   syncing a file does not make its name durable.
/// - After a failed ``File/sync()`` the written bytes are in an unknown state, whatever a second sync says.
///
/// Paths are absolute or relative to the process, with `/` between components. All calls block.
public protocol FileSystem: Sendable {
    /// Opens a file.
    /// - Throws: ``FileError`` with `.notFound` if it must exist and does not, `.exists` if it must not and does.
    func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File

    /// The names in a directory, in no order, without `.` and `..`.
    func list(_ directory: String) throws(FileError) -> [String]

    /// Makes one directory; its parent must exist. `.exists` if the name is taken.
    func makeDirectory(_ path: String) throws(FileError)

    /// Gives `source` the name `target`, replacing what had it. Atomic; durable after `syncDirectory`.
    func rename(_ source: String, to target: String) throws(FileError)

    /// Removes the name of a file. Open files of that name stay usable.
    func remove(_ path: String) throws(FileError)

    /// Removes the name of a directory, which must be empty.
    func removeDirectory(_ path: String) throws(FileError)

    /// Makes the names in a directory durable.
    func syncDirectory(_ path: String) throws(FileError)

    /// Takes the exclusive lock that the file `path` stands for, creating the file; `owner` is written into it.
    /// - Throws: `FileError` with `.locked(owner)` naming the text of whoever holds it.
    func lock(_ path: String, owner: String) throws(FileError) -> any FileLock

    /// Whether somebody holds the lock `path`, without taking it. False if there is no such file.
    func isLocked(_ path: String) throws(FileError) -> Bool

    /// Maps `byteCount` bytes of a file, created and extended with zeros if need be, shared by every process.
    func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage

    /// The same of a file that is there, for whoever may only read it: see ``SharedPage/isWritable``.
    /// - Throws: `FileError` with `.notFound` if there is no such file, or a shorter one, as it is when it is new.
    func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage
}

/// How a file is opened.
public enum OpenMode: Sendable, Hashable {
    /// An existing file, for reading (and for ``File/sync()``, which a reader without a writer needs).
    case read
    /// An existing file, for reading and writing.
    case readWrite
    /// A new file, readable by its owner and group (0640); it must not exist.
    case create
    /// A new file that only its owner may read (0600); it must not exist.
    case createPrivate
}

/// An open file. Positions are given with each call; there is no cursor. Safe to use from several threads.
public protocol File: AnyObject, Sendable {
    /// Reads up to `range.count` bytes from `offset` into `buffer[range]`; may read fewer, 0 only at or past
    /// the end of the file. `range` is not empty and lies within the buffer.
    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int

    /// Writes at `offset`, extending the file if need be. May write fewer bytes than given, at least one.
    func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int

    /// Makes the file's bytes and size durable (fdatasync).
    func sync() throws(FileError)

    /// Claims space on the device for the first `byteCount` bytes and extends the file with zeros to at least
    /// that size. `.noSpace` when it cannot be had; then the size is unchanged.
    func allocate(_ byteCount: UInt64) throws(FileError)

    /// Cuts or extends with zeros. Durable after `sync()`.
    func truncate(to byteCount: UInt64) throws(FileError)

    /// The size in bytes.
    func size() throws(FileError) -> UInt64

    /// Gives the descriptor back. Every file must be closed exactly once; using it afterwards is a bug.
    func close()
}

/// An exclusive lock, held until `release()` or until the process ends.
public protocol FileLock: AnyObject, Sendable {
    func release()
}

/// A page of 64-bit words shared by every process that maps the same file. Never relied upon after a crash.
public protocol SharedPage: AnyObject, Sendable {
    /// Whether ``store(_:at:)`` and ``add(_:at:)`` may be called: on a page that is only read they are a bug.
    var isWritable: Bool { get }
    /// The word at `index`, sequentially consistent.
    func load(_ index: Int) -> UInt64
    /// Sets the word at `index`, sequentially consistent.
    func store(_ value: UInt64, at index: Int)
    /// Adds to the word at `index` (wrapping) and gives the new value, as one step.
    func add(_ value: UInt64, at index: Int) -> UInt64
    /// Sleeps while the low 32 bits of word `index` equal those of `value`, until `wake(index)` or the time is
    /// up. May return early for no reason.
    func wait(at index: Int, while value: UInt64, atMost: Duration)
    /// Wakes every process and thread that waits at `index`.
    func wake(_ index: Int)
    /// Ends the mapping. Exactly once.
    func unmap()
}
