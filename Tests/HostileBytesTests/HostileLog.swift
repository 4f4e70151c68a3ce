import Bytes
import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing

/// A small log whose files a test changes as somebody would who knows the format: with all checksums right.
struct HostileLog {
    static let directory = "/log"
    let disk: SimulatedFileSystem
    var options = LogOptions()

    init(_ disk: SimulatedFileSystem = SimulatedFileSystem(seed: 1)) {
        self.disk = disk
        options.segmentBytes = 16 << 10
        options.markEveryRecords = 1
    }

    var environment: LogEnvironment {
        LogEnvironment(fileSystem: disk, wallMilliseconds: { 1 }, random: { 7 }, owner: "a test")
    }

    func open() throws(LogError) -> SteppedLog {
        try SteppedLog.open(Self.directory, options: options, environment: environment)
    }

    static func path(_ name: String) -> String { directory + "/" + name }
    static func segment(_ number: UInt32) -> String { path(SegmentName(number: number, generation: 0).fileName) }

    /// One sealed segment and one with frames and marks, closed or killed, and then without the page that says how far
    /// it was durable.
    func fill(isClosed: Bool = true) throws {
        let log = try open()
        _ = log.append([(try Self.batch("one"), nil)])
        try log.roll()
        log.hash()
        #expect(log.sealFirst())
        for text in ["two", "three"] {
            _ = log.append([(try Self.batch(text), nil)])
            log.hash()
        }
        if isClosed {
            log.close()
        } else {
            disk.kill()
            try disk.remove(Self.path(Position.fileName))
        }
        withExtendedLifetime(log) {}
    }

    static func batch(_ text: String) throws(CommitLogError) -> RecordBatch {
        var batch = RecordBatch()
        try batch.append(Array(text.utf8))
        return batch
    }

    func change(_ path: String, _ body: (inout [UInt8]) throws -> Void) throws {
        var bytes = try #require(disk.contents(of: path))
        try body(&bytes)
        disk.replaceContents(of: path, with: bytes)
    }

    func changeManifest(_ body: (inout Manifest) -> Void) throws {
        try change(Self.path(Manifest.fileName)) { bytes in
            var manifest = try Manifest(decoding: bytes.bytes)
            body(&manifest)
            bytes = manifest.encoded
        }
    }

    /// Changes the header and the payload of each frame of a segment; the checksums are made right.
    func changeFrames(_ number: UInt32, _ body: (inout FrameHeader, inout [UInt8]) -> Void) throws {
        try change(Self.segment(number)) { bytes in
            var offset = SegmentHeader.byteCount
            while let header = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count)) {
                let frame = offset..<offset + header.frameBytes
                var changed = header
                let stored = Array(bytes[offset + FrameHeader.byteCount..<frame.upperBound])
                var payload = try Frame.open(stored.bytes, header, keys: DataKeys())
                body(&changed, &payload)
                let effort: LZ4.Effort? = header.codec == .lz4 ? .fast : nil
                var whole: [UInt8] = []
                Frame.append(&changed, payload: payload.bytes, effort: effort, cipher: nil, to: &whole)
                bytes.replaceSubrange(frame, with: whole)
                offset += changed.frameBytes
            }
        }
    }

    func frames(_ number: UInt32) throws -> [FrameHeader] {
        var headers: [FrameHeader] = []
        try changeFrames(number) { header, _ in headers.append(header) }
        return headers
    }

    /// What opening says against the log, which it leaves as it is.
    func refusal() throws -> LogCorruption? {
        let before = contents
        do throws(LogError) {
            let log = try open()
            log.close()
            return nil
        } catch {
            #expect(contents == before, "what is refused is left as it is")
            guard case .corruption(let corruption) = error else { throw error }
            return corruption
        }
    }

    private var contents: [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for path in disk.paths where !path.hasSuffix("/position") && !path.hasSuffix("/lock") {
            contents[path] = disk.contents(of: path)
        }
        return contents
    }
}
