import Storage

/// A disk on which some bytes of one file cannot be read.
struct BadBlocks: FileSystem {
    let base: any FileSystem
    let path: String
    let bytes: Range<UInt64>

    func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File {
        let file = try base.open(path, mode)
        return path == self.path ? BadFile(file: file, path: path, bytes: bytes) : file
    }

    func list(_ directory: String) throws(FileError) -> [String] { try base.list(directory) }
    func makeDirectory(_ path: String) throws(FileError) { try base.makeDirectory(path) }
    func rename(_ source: String, to target: String) throws(FileError) { try base.rename(source, to: target) }
    func remove(_ path: String) throws(FileError) { try base.remove(path) }
    func removeDirectory(_ path: String) throws(FileError) { try base.removeDirectory(path) }
    func syncDirectory(_ path: String) throws(FileError) { try base.syncDirectory(path) }
    func lock(_ path: String, owner: String) throws(FileError) -> any FileLock { try base.lock(path, owner: owner) }
    func isLocked(_ path: String) throws(FileError) -> Bool { try base.isLocked(path) }
    func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try base.mapShared(path, byteCount: byteCount)
    }
    func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try base.mapReadOnly(path, byteCount: byteCount)
    }

    private final class BadFile: File {
        let file: any File
        let path: String
        let bytes: Range<UInt64>

        init(file: any File, path: String, bytes: Range<UInt64>) {
            self.file = file
            self.path = path
            self.bytes = bytes
        }

        func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
            if bytes.overlaps(offset..<offset + UInt64(range.count)) { throw FileError(.read, path, .io) }
            return try file.read(into: &buffer, range: range, at: offset)
        }

        func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int { try file.write(bytes, at: offset) }
        func sync() throws(FileError) { try file.sync() }
        func allocate(_ byteCount: UInt64) throws(FileError) { try file.allocate(byteCount) }
        func truncate(to byteCount: UInt64) throws(FileError) { try file.truncate(to: byteCount) }
        func size() throws(FileError) -> UInt64 { try file.size() }
        func close() { file.close() }
    }
}
