internal import Storage
internal import Threads

/// The source of a salvage: a file system whose files read as zeros where the device refuses to read, so that one bad
/// block costs what is in it and no more. Changes nothing on the disk.
struct ForgivingFiles: FileSystem {
    let base: any FileSystem

    func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File {
        guard mode == .read else { throw FileError(.open, path, .permissionDenied) }
        return ForgivingFile(try base.open(path, mode))
    }

    func list(_ directory: String) throws(FileError) -> [String] { try base.list(directory) }
    func isLocked(_ path: String) throws(FileError) -> Bool { try base.isLocked(path) }

    func makeDirectory(_ path: String) throws(FileError) { throw FileError(.makeDirectory, path, .permissionDenied) }
    func rename(_ source: String, to target: String) throws(FileError) {
        throw FileError(.rename, source, .permissionDenied)
    }
    func remove(_ path: String) throws(FileError) { throw FileError(.remove, path, .permissionDenied) }
    func removeDirectory(_ path: String) throws(FileError) { throw FileError(.remove, path, .permissionDenied) }
    func syncDirectory(_ path: String) throws(FileError) { throw FileError(.syncDirectory, path, .permissionDenied) }
    func lock(_ path: String, owner: String) throws(FileError) -> any FileLock {
        throw FileError(.lock, path, .permissionDenied)
    }
    func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        throw FileError(.map, path, .permissionDenied)
    }
    func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try base.mapReadOnly(path, byteCount: byteCount)
    }
}

/// A file that reads as zeros where the device refuses.
final class ForgivingFile: File {
    private let file: any File
    private let refusedRanges = Monitor<[Range<UInt64>]>([])
    /// What a device gives or refuses as a whole.
    private static let blockBytes: UInt64 = 4096

    init(_ file: any File) { self.file = file }

    /// Where the device has refused so far, in order, without overlaps.
    var refused: [Range<UInt64>] { refusedRanges.withLock { $0 } }

    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        do throws(FileError) {
            return try file.read(into: &buffer, range: range, at: offset)
        } catch {
            guard error.code == .io else { throw error }
        }
        let end = min(try file.size(), offset + UInt64(range.count))
        var position = offset
        while position < end {
            let next = min(end, (position / Self.blockBytes + 1) * Self.blockBytes)
            let start = range.lowerBound + Int(position - offset)
            let place = start..<start + Int(next - position)
            do throws(FileError) {
                let count = try file.readAll(into: &buffer, range: place, at: position)
                if count < place.count { return start + count - range.lowerBound }
            } catch {
                guard error.code == .io else { throw error }
                buffer.replaceSubrange(place, with: repeatElement(0, count: place.count))
                note(position..<next)
            }
            position = next
        }
        return Int(max(position, offset) - offset)
    }

    /// A block can be refused in several reads, each of a part of it.
    private func note(_ range: Range<UInt64>) {
        refusedRanges.withLock { ranges in
            let touching = ranges.filter { $0.lowerBound <= range.upperBound && range.lowerBound <= $0.upperBound }
            let lower = touching.reduce(range.lowerBound) { min($0, $1.lowerBound) }
            let upper = touching.reduce(range.upperBound) { max($0, $1.upperBound) }
            ranges.removeAll(where: touching.contains)
            ranges.append(lower..<upper)
            ranges.sort { $0.lowerBound < $1.lowerBound }
        }
    }

    func size() throws(FileError) -> UInt64 { try file.size() }
    func close() { file.close() }

    func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int { throw refusal(.write) }
    func sync() throws(FileError) { throw refusal(.sync) }
    func allocate(_ byteCount: UInt64) throws(FileError) { throw refusal(.allocate) }
    func truncate(to byteCount: UInt64) throws(FileError) { throw refusal(.truncate) }

    private func refusal(_ operation: FileError.Operation) -> FileError {
        FileError(operation, "a file that is only read", .permissionDenied)
    }
}
