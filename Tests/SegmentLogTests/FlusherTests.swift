import Bytes
import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing

/// How appends that wait together become frames, and what each is answered.
@Suite("Appends that wait together")
struct FlusherTests {
    @Test("become one frame, one sync, and are answered in order")
    func grouped() throws {
        let world = TestDisk()
        let log = try world.open()
        let calls = world.disk.callCount
        let answers = log.append([
            (try RecordBatch("a"), nil), (try RecordBatch("b", "c"), nil), (try RecordBatch("d"), nil),
        ])
        #expect(answers == [.success(1...1), .success(2...3), .success(4...4)])
        #expect(world.disk.callCount - calls == 2, "a write and a sync")
        #expect(try world.frames(TestDisk.segment(1)).map(\.count) == [4])
        #expect(try log.texts() == ["a", "b", "c", "d"])
    }

    @Test("expect the end that those before them make")
    func pipelined() throws {
        let log = try TestDisk().open()
        let answers = log.append([
            (try RecordBatch("a", "b"), 0), (try RecordBatch("c"), 2), (try RecordBatch("stale"), 2),
            (try RecordBatch("d"), 3), (try RecordBatch("too early"), 9),
        ])
        #expect(
            answers == [
                .success(1...2), .success(3...3), .failure(.stale(expected: 2, end: 3)), .success(4...4),
                .failure(.stale(expected: 9, end: 4)),
            ])
        #expect(try log.texts() == ["a", "b", "c", "d"], "a stale append leaves nothing behind")
    }

    @Test("become several frames where one would be larger than a segment")
    func largerThanASegment() throws {
        let world = TestDisk()
        let log = try world.open()
        let batches = try (0..<8).map { try RecordBatch(noise: 5000, seed: $0) }
        let answers = log.append(batches.map { ($0, nil) })
        #expect(answers == (1...8).map { .success(SequenceNumber($0)...SequenceNumber($0)) })
        #expect(try world.frames(TestDisk.segment(1)).map(\.count) == [2])
        #expect(log.fullCount == 3)
    }

    @Test("are refused by name when one is too large for a segment, and the others are taken")
    func tooLarge() throws {
        let log = try TestDisk().open()
        let large = try RecordBatch(noise: 16 << 10)
        let answers = log.append([(try RecordBatch("a"), nil), (large, nil), (try RecordBatch("b"), 1)])
        let limit = 16384 - 4096 - 136 - 112
        #expect(
            answers == [
                .success(1...1), .failure(.tooLarge(.appendBytes, actual: large.bytes.count, limit: limit)),
                .success(2...2),
            ])
        #expect(log.end == nil)
    }

    @Test(
        "are refused while there is no space, and taken when there is some again; reading goes on",
        arguments: [false, true])
    func noSpace(_ fills: Bool) throws {
        var world = TestDisk()
        world.options.fillsSegments = fills
        let log = try world.open()
        try log.append(try RecordBatch(noise: 5000))
        world.disk.capacity = 0
        var refusals = 0
        for seed in 0..<4 as Range<UInt64> {
            do { try log.append(try RecordBatch(noise: 5000, seed: seed)) } catch CommitLogError.noSpace {
                refusals += 1
            }
        }
        #expect(refusals == 3, "the claimed space is used, no other")
        #expect(log.end == nil)
        #expect(try log.texts().count == 2)
        world.disk.capacity = nil
        try log.append(try RecordBatch("there is space"))
        #expect(try log.texts().last == "there is space")
    }

    @Test("are refused, not lost, where a prepared segment can claim no space at opening")
    func preparedWithoutSpace() throws {
        var world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch(noise: 7000))
        #expect(log.prepareNext())
        world.disk.kill()
        world.options.segmentBytes = 64 << 10
        // Room for the manifest, none for a segment of the new size.
        world.disk.capacity = Int.max
        world.disk.capacity = Int.max - world.disk.freeByteCount + (16 << 10)
        let second = try world.open()
        #expect(throws: CommitLogError.self) { try second.append(try RecordBatch(noise: 50_000)) }
        #expect(second.end == nil)
        world.disk.capacity = nil
        try second.append(try RecordBatch(noise: 50_000))
        #expect(second.durable == 2)
    }

    @Test(
        "are not acknowledged after a write or a sync failed, nor is anything later",
        arguments: [
            Fault.refuse(.io), .refuse(.noSpace), .refuse(.interrupted), .forgetOnSync,
        ], [1, 2])
    func halted(_ fault: Fault, _ call: Int) throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("a"))
        world.disk.inject(fault, atCall: world.disk.callCount + call)
        let answers = log.append([(try RecordBatch("b"), nil), (try RecordBatch("c"), nil)])
        let isPossible = call == 2 || fault != .forgetOnSync && fault != .refuse(.interrupted)
        if isPossible {
            for answer in answers { #expect(throws: CommitLogError.self) { try answer.get() } }
            #expect(log.end != nil)
            #expect(throws: CommitLogError.self) { try log.append(try RecordBatch("d")) }
            #expect(log.durable == 1)
            #expect(try log.texts() == ["a"], "reading goes on, to what is durable")
        } else {
            #expect(answers == [.success(2...2), .success(3...3)], "the write is made again")
        }
        log.close()
        #expect(world.disk.openHandleCount == 0)
    }

    @Test("wait in a queue of bounded size")
    func overloaded() throws {
        var queue = AppendQueue()
        let batch = try RecordBatch(noise: 16 << 20)
        let append = PendingAppend(batch: batch, expecting: nil) { _ in }
        for _ in 0..<3 { #expect(queue.add(append) == nil) }
        let pending = 3 * (batch.bytes.count + Limits.pendingOverheadBytes)
        let overloaded = CommitLogError.overloaded(pendingBytes: pending, limit: Limits.pendingBytesMax)
        #expect(queue.add(append) == overloaded)
        #expect(queue.takeAll().count == 3)
        #expect(queue.add(append) == overloaded, "what is being written is in memory still")
        queue.release(1, bytes: batch.bytes.count)
        #expect(queue.add(append) == nil, "there is room again")
        queue.releaseAll()
        for _ in 0..<2 { #expect(queue.add(append) == nil) }
        queue.isClosing = true
        #expect(queue.add(append) == .closed)
    }

    @Test("wait in bounded number, however small they are")
    func overloadedByCount() throws {
        var queue = AppendQueue()
        let batch = try RecordBatch("a")
        let append = PendingAppend(batch: batch, expecting: nil) { _ in }
        var count = 0
        while queue.add(append) == nil { count += 1 }
        #expect(count == Limits.pendingBytesMax / (batch.bytes.count + Limits.pendingOverheadBytes))
        #expect(count < 1 << 16)
    }

    @Test("go on when a preparation failed and left its file behind")
    func failedPreparation() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch(noise: 9000))
        // remove, open, allocate, write, write, sync, syncDirectory, then remove again.
        for call in 6...8 { world.disk.inject(.refuse(.io), atCall: world.disk.callCount + call) }
        #expect(log.prepareNext())
        #expect(!log.hasPrepared)
        world.disk.removeFaults()
        try log.append(try RecordBatch(noise: 9000))
        #expect(log.durable == 2)
    }
}
