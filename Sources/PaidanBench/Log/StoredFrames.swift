internal import Bytes
internal import CLZ4
internal import LinuxStorage
internal import Storage

/// The frames of a log's segment files as they lie there, read by the format's description and not by the log's
/// own reader: what a plain loop around the compressor would have to work on.
struct StoredFrames {
    struct Frame {
        var payload: Range<Int>
        var rawBytes: Int
        var count: Int
    }

    /// A segment's bytes, and its frames of records.
    private var segments: [(bytes: [UInt8], frames: [Frame])] = []

    /// Of the segments that hold records: whole files, footers included. Means something where they are sealed.
    private(set) var fileBytes = 0

    /// Reads every segment of a log that nobody is writing.
    init(log path: String) throws {
        let fileSystem = LinuxFileSystem()
        for name in try fileSystem.list(path).sorted() where name.hasSuffix(".segment") {
            let bytes = try fileSystem.readFile(path + "/" + name, limit: 1 << 30)
            let frames = Self.frames(bytes)
            if !frames.isEmpty { fileBytes += bytes.count }
            segments.append((Array(bytes[..<(frames.last?.payload.upperBound ?? 0)]), frames))
        }
    }

    var count: Int { segments.reduce(0) { $0 + $1.frames.count } }
    var records: Int { frames { $0.count } }
    var rawBytes: Int { frames { $0.rawBytes } }
    /// Headers, payloads and padding of the frames of records.
    var storedBytes: Int { frames { 96 + ($0.payload.count + 7) & ~7 } }

    private func frames(_ size: (Frame) -> Int) -> Int {
        segments.reduce(0) { $0 + $1.frames.reduce(0) { $0 + size($1) } }
    }

    /// Decompresses every payload with `LZ4_decompress_safe` into one buffer, and nothing else.
    func decompress() throws {
        var room = [UInt8](repeating: 0, count: segments.flatMap { $0.frames.map(\.rawBytes) }.max() ?? 0)
        for segment in segments {
            for frame in segment.frames where frame.payload.count < frame.rawBytes {
                let written = unsafe segment.bytes.withUnsafeBytes { bytes in
                    unsafe room.withUnsafeMutableBytes { room in
                        unsafe LZ4_decompress_safe(
                            bytes.baseAddress?.advanced(by: frame.payload.lowerBound).assumingMemoryBound(
                                to: CChar.self),
                            room.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(frame.payload.count),
                            Int32(frame.rawBytes))
                    }
                }
                guard Int(written) == frame.rawBytes else { throw BenchError.unexpected("a frame does not decompress") }
            }
        }
    }

    /// Walks the frames behind the segment's header; the fields' places are those of the format's description.
    private static func frames(_ bytes: [UInt8]) -> [Frame] {
        let span = bytes.bytes
        var frames: [Frame] = []
        var offset = 4096
        while offset + 96 <= bytes.count, span.uint32(at: offset) == 0x3152_4650 {
            let stored = Int(span.uint32(at: offset + 12))
            if span.byte(at: offset + 88) == 0 {
                frames.append(
                    Frame(
                        payload: offset + 96..<offset + 96 + stored, rawBytes: Int(span.uint32(at: offset + 16)),
                        count: Int(span.uint32(at: offset + 20))))
            }
            offset += 96 + (stored + 7) & ~7
        }
        return frames
    }
}
