internal import Bytes
internal import CommitLog
internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Storage
internal import Threads

/// Small sound logs, each in another state of its life, made once: what hostile bytes begin from.
struct Templates: Sendable {
    static let directory = "/log"
    static let segmentBytes = 16 << 10
    static let all = Templates()
    static let masterKey = key()

    struct Template: Sendable {
        var disk: SimulatedFileSystem.Snapshot
        var isEncrypted: Bool
    }

    let templates: [Template]

    private init() {
        templates = [
            Self.make { disk, log in
                // Two segments sealed, one being written, the next prepared, then killed.
                Self.fill(log, batches: 40)
                Self.settle(log)
                Self.fill(log, batches: 6)
                _ = log.prepareNext()
                return log
            },
            Self.make { disk, log in
                // Repacked and closed.
                Self.fill(log, batches: 40)
                Self.settle(log)
                while log.repackFirst() {}
                log.close()
                return log
            },
            Self.make { disk, log in
                // Full segments that nobody sealed, then a torn tail.
                Self.fill(log, batches: 30)
                Self.tear(disk)
                return log
            },
            Self.make { disk, log in
                // Two openings in one segment.
                Self.fill(log, batches: 3)
                log.close()
                let again = Self.open(disk, isEncrypted: false)
                Self.fill(again, batches: 3)
                return again
            },
            Self.make { disk, log in
                // A footer that the manifest does not know yet.
                Self.fill(log, batches: 20)
                let manifest = disk.contents(of: Self.directory + "/manifest") ?? []
                Self.settle(log)
                disk.replaceContents(of: Self.directory + "/manifest", with: manifest)
                return log
            },
            Self.make(isEncrypted: true) { disk, log in
                Self.fill(log, batches: 25)
                Self.settle(log)
                Self.tear(disk)
                return log
            },
            Self.make { _, log in
                log.close()
                return log
            },
        ]
    }

    /// - Parameter live: gives back the log that was open last.
    private static func make(
        isEncrypted: Bool = false, _ live: (SimulatedFileSystem, SteppedLog) -> SteppedLog
    ) -> Template {
        let disk = SimulatedFileSystem(seed: 1)
        let log = live(disk, open(disk, isEncrypted: isEncrypted))
        disk.kill()
        return withExtendedLifetime(log) { Template(disk: disk.snapshot(), isEncrypted: isEncrypted) }
    }

    private static func open(_ disk: SimulatedFileSystem, isEncrypted: Bool) -> SteppedLog {
        do throws(LogError) {
            return try SteppedLog.open(
                directory, options: options(isEncrypted: isEncrypted), environment: environment(disk))
        } catch { preconditionFailure("a template opens: \(error)") }
    }

    static func options(isEncrypted: Bool) -> LogOptions {
        var options = LogOptions()
        options.segmentBytes = segmentBytes
        options.fillsSegments = false
        options.markEveryRecords = 20
        options.masterKey = isEncrypted ? masterKey : nil
        return options
    }

    static func environment(_ disk: SimulatedFileSystem) -> LogEnvironment {
        let random = Monitor(SplitMix64(seed: 3))
        let clock = Monitor<Int64>(1_700_000_000_000)
        return LogEnvironment(
            fileSystem: disk,
            wallMilliseconds: {
                clock.withLock { time in
                    time += 1
                    return time
                }
            }, random: { random.withLock { $0.next() } }, owner: "hostile bytes")
    }

    /// Batches of a few records, text that compresses and bytes that do not.
    static func fill(_ log: SteppedLog, batches: Int) {
        var random = SplitMix64(seed: UInt64(batches))
        for number in 0..<batches {
            var batch = RecordBatch()
            for index in 0...number % 5 {
                let body = index == 0 ? random.bytes(700) : Array("record \(index) of batch \(number)".utf8)
                guard (try? batch.append(body, type: UInt32(index), subjects: [UInt64(number % 3)])) != nil else {
                    preconditionFailure("a short record fits")
                }
            }
            _ = log.append([(batch, nil)])
            log.hash()
        }
    }

    private static func settle(_ log: SteppedLog) {
        log.hash()
        while log.sealFirst() {}
    }

    /// Bytes behind the last frame, as a write leaves them that a crash cut short.
    private static func tear(_ disk: SimulatedFileSystem) {
        guard let path = disk.paths.last(where: { $0.hasSuffix(".segment") }), var bytes = disk.contents(of: path),
            let end = FrameOffsets.end(of: bytes)
        else { preconditionFailure("a log has a segment with frames") }
        let torn = Array(bytes[SegmentHeader.byteCount..<SegmentHeader.byteCount + 300])
        bytes.replaceSubrange(end..<min(end + torn.count, bytes.count), with: torn.prefix(bytes.count - end))
        disk.replaceContents(of: path, with: bytes)
    }

    private static func key() -> MasterKey {
        guard let key = try? MasterKey((0..<32).map { UInt8($0) }) else {
            preconditionFailure("32 different bytes are a key")
        }
        return key
    }
}

/// Where frames begin, as one finds them who believes every header.
enum FrameOffsets {
    static func all(in bytes: [UInt8]) -> [Int] {
        var offsets: [Int] = []
        var offset = SegmentHeader.byteCount
        while offset + FrameHeader.byteCount <= bytes.count,
            let header = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count))
        {
            offsets.append(offset)
            offset += header.frameBytes
        }
        return offsets
    }

    /// Where the last frame ends; nil without a frame, or when it goes past the end.
    static func end(of bytes: [UInt8]) -> Int? {
        guard let last = all(in: bytes).last,
            let header = try? FrameHeader(decoding: bytes.bytes.extracting(last..<bytes.count))
        else { return nil }
        let end = last + header.frameBytes
        return end <= bytes.count ? end : nil
    }
}
