internal import Storage

/// A file system whose syncs do nothing: what a simulation makes can be made again, and a crash of the machine is the
/// only thing that could cost it. Everything else is the real one's.
final class UnsyncedFileSystem: FileSystem {
    private let real: any FileSystem

    init(_ real: any FileSystem) { self.real = real }

    func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File { QuickFile(try real.open(path, mode)) }
    func list(_ directory: String) throws(FileError) -> [String] { try real.list(directory) }
    func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
    func rename(_ source: String, to target: String) throws(FileError) { try real.rename(source, to: target) }
    func remove(_ path: String) throws(FileError) { try real.remove(path) }
    func removeDirectory(_ path: String) throws(FileError) { try real.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileError) {}

    func lock(_ path: String, owner: String) throws(FileError) -> any FileLock {
        try real.lock(path, owner: owner)
    }

    func isLocked(_ path: String) throws(FileError) -> Bool { try real.isLocked(path) }

    func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try real.mapShared(path, byteCount: byteCount)
    }

    func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try real.mapReadOnly(path, byteCount: byteCount)
    }
}

private final class QuickFile: File {
    private let real: any File

    init(_ real: any File) { self.real = real }

    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        try real.read(into: &buffer, range: range, at: offset)
    }

    func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int { try real.write(bytes, at: offset) }
    func sync() throws(FileError) {}
    func allocate(_ byteCount: UInt64) throws(FileError) { try real.allocate(byteCount) }
    func truncate(to byteCount: UInt64) throws(FileError) { try real.truncate(to: byteCount) }
    func size() throws(FileError) -> UInt64 { try real.size() }
    func close() { real.close() }
}
