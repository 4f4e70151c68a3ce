internal import Bytes
package import CommitLog
internal import Storage
internal import Threads

/// An append on its way: what to write, and whom to tell.
package struct PendingAppend: Sendable {
    var batch: RecordBatch
    var expecting: SequenceNumber?
    /// Called once, without any lock held.
    var answer: @Sendable (Result<ClosedRange<SequenceNumber>, CommitLogError>) -> Void

    package init(
        batch: RecordBatch, expecting: SequenceNumber?,
        answer: @escaping @Sendable (Result<ClosedRange<SequenceNumber>, CommitLogError>) -> Void
    ) {
        self.batch = batch
        self.expecting = expecting
        self.answer = answer
    }
}

/// Turns waiting appends into frames, one at a time: decide what goes in, write, sync, publish, answer.
///
/// Owned by one thread.
struct Flusher {
    let core: LogCore
    var appender: Appender
    /// Gives the next segment when the current one is full, waiting for it if need be.
    let nextSegment: @Sendable () throws(CommitLogError) -> PreparedSegment
    /// The bytes of a chunk that left the live ring, so that their memory serves the next frame.
    private(set) var spare: [UInt8] = []

    /// Writes all of `appends`, in as few frames as the target size allows, and answers each.
    /// - Parameter willAnswer: called when a frame is durable, with how many appends are answered next, and how many
    ///   bytes of records they have.
    mutating func flush(_ appends: [PendingAppend], willAnswer: (Int, Int) -> Void = { _, _ in }) {
        var index = 0
        while index < appends.count {
            let frame = assemble(appends, from: &index)
            guard !frame.members.isEmpty else { continue }
            do throws(CommitLogError) {
                try write(frame, willAnswer)
            } catch {
                for member in frame.members { member.append.answer(.failure(error)) }
            }
        }
    }

    /// The appends of one frame, in order.
    struct Assembly {
        struct Member {
            var append: PendingAppend
            var sequences: ClosedRange<SequenceNumber>
        }
        var members: [Member] = []
        var byteCount = 0
        var count = 0
    }

    /// Takes appends from `index` on until the frame is large enough, answering those that are refused.
    private func assemble(_ appends: [PendingAppend], from index: inout Int) -> Assembly {
        var frame = Assembly()
        let ended = core.end
        let target = min(Limits.frameRawBytesTarget, rawBytesMax)
        while index < appends.count {
            let append = appends[index]
            let size = append.batch.bytes.count
            if !frame.members.isEmpty, frame.byteCount + size > target { break }
            index += 1
            let end = appender.last.advanced(by: frame.count)
            if let refusal = ended ?? refusal(append, end: end) {
                append.answer(.failure(refusal))
                continue
            }
            frame.members.append(
                Assembly.Member(
                    append: append, sequences: end.next...end.advanced(by: append.batch.count)))
            frame.byteCount += size
            frame.count += append.batch.count
        }
        return frame
    }

    private func refusal(_ append: PendingAppend, end: SequenceNumber) -> CommitLogError? {
        if let expected = append.expecting, expected != end { return .stale(expected: expected, end: end) }
        let (count, size) = (append.batch.count, append.batch.bytes.count)
        // Nobody counts so far; a hostile file may say so.
        let numbersLeft = Int(UInt64(Int64.max) - end.value)
        if count >= numbersLeft { return .tooLarge(.appendRecords, actual: count, limit: numbersLeft) }
        return size > rawBytesMax ? .tooLarge(.appendBytes, actual: size, limit: rawBytesMax) : nil
    }

    private var rawBytesMax: Int { Appender.rawBytesMax(segmentBytes: core.options.segmentBytes) }

    private mutating func write(_ frame: Assembly, _ willAnswer: (Int, Int) -> Void) throws(CommitLogError) {
        if !appender.hasRoom(rawBytes: frame.byteCount, count: frame.count) {
            if appender.recordsInSegment > 0 { try roll() } else { try claimAgain(rawBytes: frame.byteCount) }
        }
        let payload = payload(of: frame)
        let mark = takeMark(after: core.options.markEveryRecords)
        let first = appender.last.next
        let header: FrameHeader
        do throws(FileError) {
            header = try appender.append(
                payload.bytes, count: frame.count, mark: mark, at: core.environment.wallMilliseconds())
        } catch {
            // The bytes may or may not be there: nobody may write behind them in this opening.
            let reason = CommitLogError.halted(error.description)
            core.halt(reason)
            throw reason
        }
        let chunk = RecordChunk(trusted: payload, start: 0, first: first, count: frame.count, time: header.time)
        let last = appender.last
        var left: RecordChunk?
        core.publish { map in
            map.durable = last
            left = map.ring.append(chunk)
            map.unsealed[map.unsealed.count - 1].index.note(header)
        }
        willAnswer(frame.members.count, frame.byteCount)
        for member in frame.members { member.append.answer(.success(member.sequences)) }
        core.wantHashes(through: last, for: frame.byteCount)
        if let left, left.byteCount <= 2 * Limits.frameRawBytesTarget { spare = left.storage }
        noteRoom()
    }

    /// The payload of a mark, if there is one to write. Encoded while hashing waits: nothing of the tree is shared with
    /// it then, and it need not copy what it goes on with.
    private func takeMark(after records: Int) -> [UInt8]? {
        guard core.keepsEvidence else { return nil }
        return core.tree.withLock { $0.takeMark(after: records)?.encoded }
    }

    /// The records of a frame, one after another.
    private mutating func payload(of frame: Assembly) -> [UInt8] {
        guard frame.members.count > 1 else { return frame.members[0].append.batch.bytes }
        // If somebody still reads the chunk that these bytes were, emptying them leaves them alone and makes new ones.
        var payload: [UInt8] = []
        swap(&payload, &spare)
        payload.removeAll(keepingCapacity: true)
        // Large frames are nearly full ones: with room for a full one each, any of them serves any other.
        let isLarge = frame.byteCount > Limits.frameRawBytesTarget / 2
        payload.reserveCapacity(isLarge ? max(frame.byteCount, Limits.frameRawBytesTarget) : frame.byteCount)
        for member in frame.members { payload.append(member.append.batch.bytes.bytes) }
        return payload
    }

    /// Says how much room is left, and asks for the next segment ahead of its need, so that its space is claimed
    /// before an append wants it.
    private func noteRoom() {
        let (room, isHalfFull) = (appender.room, appender.isHalfFull)
        let isNew = core.segments.withLock { supply in
            supply.room = room
            supply.isEmpty = false
            guard isHalfFull, supply.ready == nil, !supply.isWanted else { return false }
            supply.isWanted = true
            return true
        }
        if isNew { core.segments.broadcast() }
    }

    /// Ends the current segment, if there is a record in it.
    mutating func endSegment() throws(CommitLogError) {
        if let end = core.end { throw end }
        if appender.recordsInSegment > 0 { try roll() }
    }

    /// Claims the space that opening did not get for a segment without records, which cannot end.
    mutating func claimAgain(rawBytes: Int) throws(CommitLogError) {
        if let end = core.end { throw end }
        guard appender.recordsInSegment == 0 else { return }
        do throws(FileError) {
            try appender.claim(max(core.options.segmentBytes, appender.bytesNeeded(rawBytes: rawBytes)))
        } catch { throw .noSpace(error.description) }
        let room = appender.room
        core.segments.withLock { $0.room = room }
    }

    /// Goes on in the next segment.
    /// - Precondition: there is a record in this one; recovery goes by that.
    private mutating func roll() throws(CommitLogError) {
        precondition(appender.recordsInSegment > 0, "a segment ends with records in it")
        let prepared = try nextSegment()
        let full = FullSegment(
            number: appender.segment, first: SequenceNumber(appender.next - appender.recordsInSegment),
            last: appender.last)
        appender.roll(to: prepared).close()
        core.publish { map in
            map.unsealed.append(LogMap.Unsealed(number: prepared.number, first: full.last.next, index: SparseIndex()))
        }
        core.segments.withLock { $0.full.append(full) }
        // It is sealed when it is hashed.
        core.wantHashes(through: full.last)
        core.segments.broadcast()
    }

    /// Says in the log that everything is durable and closes the file.
    mutating func close() {
        if core.end == nil || core.end == .closed {
            do throws(FileError) {
                try appender.markCleanClose(takeMark(after: 0), at: core.environment.wallMilliseconds())
                // No later frame vouches for the last ones; the manifest does.
                try core.replaceManifest({ _ in }, publishing: { _ in })
            } catch {
                // Everything acknowledged is durable all the same; the next opening finds no clean close.
                core.halt(.halted(error.description))
            }
        }
        appender.close()
    }
}
