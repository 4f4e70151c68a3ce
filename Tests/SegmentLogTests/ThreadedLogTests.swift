import CommitLog
import LogScenarios
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// What only shows where several threads work on one log. The file system is the place where they are held: what it
/// lets happen meanwhile happens at that point in every run.
@Suite("A log with its threads")
struct ThreadedLogTests {
    private static func open(_ world: TestDisk, _ fileSystem: (any FileSystem)? = nil) throws(LogError) -> SegmentLog {
        var options = world.options
        options.repacks = false
        return try SegmentLog.open(TestDisk.directory, options: options, environment: world.environment(fileSystem))
    }

    @Test("does not take the segment away that an append has just been given when space is claimed in that moment")
    func claimWhileRolling() throws {
        let world = TestDisk()
        let process = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
        let log = try Self.open(world, process)
        let claims = Monitor(0)
        process.meanwhile { moment in
            // The flusher gives the full segment back when it has the next one.
            guard case .closing(TestDisk.segment(1)) = moment else { return }
            let isFirst = claims.withLock { claims in
                claims += 1
                return claims == 1
            }
            if isFirst { try? log.claim(byteCount: 9000) }
        }
        for seed in 0..<4 as Range<UInt64> { _ = try log.appendBlocking(try RecordBatch(noise: 7000, seed: seed)) }
        #expect(claims.withLock { $0 } > 0)
        log.close()
        let second = try world.open()
        #expect(try second.texts().count == 4)
        second.close()
    }

    @Test("keeps everything that many threads append while others claim space")
    func manyClaims() throws {
        let world = TestDisk()
        let log = try Self.open(world)
        let threads = (0..<6 as Range<UInt64>).map { seed in
            NamedThread("claimer") {
                for round in 0..<20 as Range<UInt64> {
                    try? log.claim(byteCount: 9000)
                    guard let batch = try? RecordBatch(noise: 1500, seed: seed << 8 | round) else { continue }
                    _ = try? log.appendBlocking(batch)
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(log.durable == 120)
        log.close()
        let second = try world.open()
        #expect(try second.texts().count == 120)
        second.close()
    }

    @Test("promises space by a claim for what an append of that size takes, and for no more than one can")
    func exactClaims() throws {
        let limit = 16384 - 4096 - 136 - 112
        for byteCount in [100, 4000, limit - 40, limit] {
            let world = TestDisk()
            let log = try Self.open(world)
            _ = try log.appendBlocking(try RecordBatch(noise: 12_016 - byteCount > 4 ? 12_016 - byteCount : 1))
            world.disk.capacity = 0
            let batch = try RecordBatch(noise: byteCount - 4)
            do throws(CommitLogError) {
                try log.claim(byteCount: batch.bytes.count)
                #expect(throws: Never.self, "\(byteCount)") { try log.appendBlocking(batch) }
            } catch {
                guard case .noSpace = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
            log.close()
        }
        let log = try Self.open(TestDisk())
        #expect(throws: CommitLogError.tooLarge(.appendBytes, actual: limit + 1, limit: limit)) {
            try log.claim(byteCount: limit + 1)
        }
        log.close()
        #expect(throws: CommitLogError.closed) { try log.claim(byteCount: 1) }
    }

    @Test("claims the space for an empty segment that opening did not get")
    func claimsForAnEmptySegment() throws {
        var world = TestDisk()
        try world.open().close()
        world.options.segmentBytes = 64 << 10
        world.disk.capacity = Int.max
        world.disk.capacity = Int.max - world.disk.freeByteCount + (16 << 10)
        let log = try Self.open(world)
        #expect(throws: CommitLogError.self) { try log.claim(byteCount: 50_000) }
        world.disk.capacity = nil
        try log.claim(byteCount: 50_000)
        world.disk.capacity = 0
        _ = try log.appendBlocking(try RecordBatch(noise: 50_000 - 4))
        log.close()
    }

    @Test("does not leave a claim waiting when it is closed in between")
    func closedWhileClaiming() throws {
        let world = TestDisk()
        let process = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
        let log = try Self.open(world, process)
        _ = try log.appendBlocking(try RecordBatch(noise: 3000))
        let closer = Monitor<NamedThread?>(nil)
        process.meanwhile { moment in
            // The keeper prepares what the claim asked for; the log is closed while it is at it.
            guard case .before(.remove, TestDisk.segment(2)) = moment else { return }
            closer.withLock { closer in
                if closer == nil { closer = NamedThread("closer") { log.close() } }
            }
        }
        try? log.claim(byteCount: 10_000)
        try #require(closer.withLock { $0 }).join()
        #expect(throws: CommitLogError.closed) { try log.claim(byteCount: 10_000) }
    }

    @Test("is closed exactly once")
    func closedOnce() async {
        await #expect(processExitsWith: .failure) {
            let log = try SegmentLog.open(
                TestDisk.directory, options: TestDisk().options, environment: TestDisk().environment())
            log.close()
            log.close()
        }
    }

    @Test("verifies without a fault whatever is appended, sealed and repacked meanwhile", arguments: [false, true])
    func verification(_ isEncrypted: Bool) throws {
        let world = TestDisk(isEncrypted: isEncrypted)
        let log = try Self.open(world)
        _ = try log.appendBlocking(try RecordBatch(noise: 4000))
        for when in 0..<40 {
            let reader = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
            let calls = Monitor(0)
            reader.meanwhile { moment in
                guard case .before = moment else { return }
                let call = calls.withLock { calls in
                    defer { calls += 1 }
                    return calls
                }
                guard call == when || call == when + 2 else { return }
                for seed in 0..<3 as Range<UInt64> {
                    guard let batch = try? RecordBatch(noise: 5000, seed: seed) else { continue }
                    _ = try? log.appendBlocking(batch)
                }
                try? log.seal()
            }
            let report = try Verification.run(
                TestDisk.directory, masterKey: world.options.masterKey, environment: world.environment(reader)
            ) { _ in }
            #expect(report.corruptions == [], "a writer in call \(when)")
        }
        log.close()
    }
}
