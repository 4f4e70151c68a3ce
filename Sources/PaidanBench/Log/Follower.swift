internal import Bytes
internal import CommitLog
internal import Foundation
internal import SegmentLog
internal import Threads

/// Somebody who waits for records, and notes when each came. Clocks compare: the monotonic clock is the machine's.
enum Follower {
    /// Follows `count` records on a thread of the caller's process.
    /// - Returns: when each came, once all have.
    static func times(_ log: SegmentLog, count: Int) throws -> () -> [Int64] {
        let cursor = try log.blockingCursor(from: .first)
        let result = Monitor<[Int64]?>(nil)
        let thread = NamedThread("bench-follower") {
            let times = (try? follow(cursor, count: count)) ?? []
            result.withLock { $0 = times }
        }
        return {
            thread.join()
            return result.withLock { $0 ?? [] }
        }
    }

    /// Follows `count` records in the log of another process and writes the times, 8 bytes each, to standard
    /// output; first of all a byte that says that it is ready.
    static func inChild(_ path: String, count: Int) throws {
        let reader = try SegmentLogReader.open(path, environment: LogUnderTest.environment())
        let cursor = reader.follow(from: .first)
        FileHandle.standardOutput.write(Data([0x2b]))
        var bytes: [UInt8] = []
        for time in try follow(cursor, count: count) { bytes.append(littleEndian: time) }
        FileHandle.standardOutput.write(Data(bytes))
    }

    static func decode(_ bytes: [UInt8]) -> [Int64] {
        stride(from: 0, to: bytes.count - 7, by: 8).map { Int64(bitPattern: bytes.bytes.uint64(at: $0)) }
    }

    private static func follow(_ cursor: SegmentCursor, count: Int) throws -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(count)
        while times.count < count {
            guard let chunk = try cursor.nextChunk() else {
                _ = try cursor.waitForMore()
                continue
            }
            let now = MonotonicInstant.now.nanoseconds
            for _ in 0..<chunk.count { times.append(now) }
        }
        return times
    }
}
