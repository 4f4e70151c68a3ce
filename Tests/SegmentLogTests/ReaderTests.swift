import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// Readers that are not in the writer's process.
@Suite("A reader in another process")
struct ReaderTests {
    @Test("reads what is durable, and goes on as more is")
    func follows() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        let reader = try world.openReader()
        let cursor = reader.follow(from: .first)
        #expect(try cursor.texts() == ["one"])
        try log.append(try RecordBatch("two"), try RecordBatch("three"))
        #expect(try cursor.texts() == ["two", "three"])
        #expect(reader.durable == 3)
        #expect(try cursor.texts().isEmpty)
    }

    @Test("that has not looked for a while finds what was sealed and repacked meanwhile", arguments: [0, 1, 3])
    func missesSealing(_ before: Int) throws {
        let world = TestDisk()
        let log = try world.open()
        var texts: [String] = []
        func append(_ text: String) throws {
            try log.append(try RecordBatch(text, text + String(repeating: "x", count: 500)))
            texts += [text, text + String(repeating: "x", count: 500)]
        }
        for index in 0..<before { try append("early \(index)") }
        let cursor = try world.openReader().follow(from: .first)
        if before == 3 { texts.removeFirst(try cursor.texts().count) }
        for segment in 0..<4 {
            for index in 0..<3 { try append("segment \(segment) frame \(index)") }
            try log.roll()
        }
        log.sealFull()
        while log.repackFirst() {}
        #expect(log.manifest.sealed.allSatisfy { $0.generation == 1 })
        try append("the last one")
        #expect(try cursor.texts() == texts)
    }

    @Test("goes on when the writer closes, dies, and comes back")
    func writerComesAndGoes() throws {
        let world = TestDisk()
        var log = try world.open()
        try log.append(try RecordBatch("one"))
        let reader = try world.openReader()
        let cursor = reader.follow(from: .first)
        log.close()
        #expect(try cursor.texts() == ["one"])
        log = try world.open()
        try log.append(try RecordBatch("two"))
        #expect(try cursor.texts() == ["two"])
        world.disk.kill()
        let third = try world.open()
        try third.append(try RecordBatch("three"))
        #expect(try world.openReader().read(from: 2).texts() == ["two", "three"])
        third.close()
    }

    @Test("follows an encrypted log through openings, each of which writes under a key of its own")
    func followsThroughOpenings() throws {
        let world = TestDisk(isEncrypted: true)
        var log = try world.open()
        try log.append(try RecordBatch("0"))
        let cursor = try world.openReader().follow(from: .first)
        #expect(try cursor.texts() == ["0"])
        for opening in 1...3 {
            log.close()
            log = try world.open()
            try log.append(try RecordBatch("\(opening)"))
            #expect(try cursor.texts() == ["\(opening)"])
        }
    }

    @Test("reads a tail nobody writes to, as opening would find it, and reports what is torn", arguments: 1...20)
    func tornTail(_ seed: UInt64) throws {
        let world = TestDisk(seed: seed)
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        world.disk.inject(.short, atCall: world.disk.callCount + 1)
        world.disk.inject(.refuse(.io), atCall: world.disk.callCount + 2)
        _ = try? log.append(try RecordBatch("tried"))
        world.disk.kill()
        let reader = try world.openReader()
        #expect(try reader.read(from: .first).texts() == ["one"])
        #expect(reader.recovery.tornTails.map(\.file) == [TestDisk.segment(1)])
        #expect(reader.recovery.tornTails.allSatisfy { $0.copy == nil }, "nothing is changed")
    }

    @Test("has made durable what it gives away without a writer", arguments: 1...20)
    func whatIsReadIsDurable(_ seed: UInt64) throws {
        let world = TestDisk(seed: seed)
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        world.disk.inject(.refuse(.io), atCall: world.disk.callCount + 2)
        _ = try? log.append(try RecordBatch("tried"))
        world.disk.kill()
        #expect(try world.openReader().read(from: .first).texts() == ["one", "tried"])
        world.disk.crash()
        #expect(try world.open().texts() == ["one", "tried"])
    }

    @Test("names the segment whose first frame is damaged, not the one before it")
    func damagedBeginning() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        try log.roll()
        try log.append(try RecordBatch("two"))
        world.disk.flipBit(at: (SegmentHeader.byteCount + 20) * 8, in: TestDisk.segment(2))
        let cursor = try world.openReader().read(from: .first)
        #expect(try cursor.nextChunk()?.texts == ["one"])
        do {
            _ = try cursor.nextChunk()
            Issue.record("the damage goes unnoticed")
        } catch CommitLogError.corruption(let corruption) {
            #expect(corruption.file == TestDisk.segment(2))
            #expect(corruption.offset == UInt64(SegmentHeader.byteCount))
        }
    }

    @Test("is told to wait by a writer that is still opening the log")
    func openingWriter() throws {
        let world = TestDisk()
        try world.open().append(try RecordBatch("one"))
        world.disk.crash()
        world.disk.replaceContents(of: TestDisk.path(Position.fileName), with: [UInt8](repeating: 0, count: 4096))
        let lock = try world.disk.lock(TestDisk.path("lock"), owner: "an opening writer")
        #expect(throws: LogError.self) { try world.openReader() }
        lock.release()
        #expect(try world.openReader().durable == 1)
    }

    @Test("and every cursor never sees the time fall, whatever is repacked under it")
    func timeNeverFalls() throws {
        let world = TestDisk()
        let log = try world.open()
        let cursor = log.follow(from: .first)
        for text in ["one", "two", "three"] {
            try log.append(try RecordBatch(text))
            world.clock.withLock { $0 += 1000 }
        }
        var times: [Int64] = []
        for _ in 0..<2 { times.append(try #require(try cursor.nextChunk()).time) }
        try log.roll()
        log.sealFull()
        #expect(log.repackFirst())
        // The ring still has the frames as they were written: read what is in the file.
        log.close()
        let second = try world.open()
        let late = second.read(from: 3)
        #expect(try #require(try late.nextChunk()).texts == ["three"])
        while let chunk = try cursor.nextChunk() { times.append(chunk.time) }
        #expect(times == times.sorted() && times.count == 3)
    }
}
