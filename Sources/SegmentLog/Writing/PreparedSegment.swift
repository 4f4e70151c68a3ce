internal import Bytes
internal import Storage

/// A segment file with its header and its space, ready for frames.
struct PreparedSegment: Sendable {
    let file: any File
    let number: UInt32
    /// Where the space ends.
    let capacity: UInt32

    /// Makes segment `number`: claims its space, writes its header, and makes file and name durable.
    /// - Throws: with `.noSpace` when the device is full; then no file is left behind.
    static func prepare(
        _ number: UInt32, in directory: LogDirectory, header: SegmentHeader, options: LogOptions
    ) throws(FileError) -> PreparedSegment {
        let path = directory.path(SegmentName(number: number))
        // Left over from a preparation that failed, where removing it failed too.
        do throws(FileError) { try directory.fileSystem.remove(path) } catch {
            if error.code != .notFound { throw error }
        }
        let file = try directory.fileSystem.open(path, .create)
        do throws(FileError) {
            try file.allocate(UInt64(options.segmentBytes))
            try file.writeAll(header.encoded.bytes, at: 0)
            if options.fillsSegments { try fill(file, from: UInt64(SegmentHeader.byteCount), to: options.segmentBytes) }
            try file.sync()
            try directory.fileSystem.syncDirectory(directory.path)
        } catch {
            file.close()
            try? directory.fileSystem.remove(path)
            throw error
        }
        return PreparedSegment(file: file, number: number, capacity: UInt32(options.segmentBytes))
    }

    /// Writes zeros, in pieces of 1 MiB.
    static func fill(_ file: any File, from start: UInt64, to end: Int) throws(FileError) {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var offset = start
        while offset < UInt64(end) {
            let count = min(zeros.count, end - Int(offset))
            try file.writeAll(zeros.bytes.extracting(0..<count), at: offset)
            offset += UInt64(count)
        }
    }
}
