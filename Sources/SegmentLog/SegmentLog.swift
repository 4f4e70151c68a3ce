public import CommitLog
internal import Storage
internal import Threads

/// An append-only log of records in segment files, compressed, checksummed, tamper-evident, for one writer.
///
/// An append returns when its records are durable. Whatever arrives while the disk is busy becomes the next frame,
/// so many callers share one sync. The catalogue article "The format" describes every byte.
///
/// Threads: a flusher, a hasher, a keeper that prepares and seals segments, a repacker and a reader. No call
/// blocks Swift's cooperative pool; those that block say so.
public final class SegmentLog: Sendable {
    let core: LogCore
    let queue = Monitor(AppendQueue())
    let threads = Monitor<[NamedThread]>([])
    private let reading = BlockingWork("log-reader")
    private let isClosed = Monitor(false)
    /// What opening had to put right.
    public let recovery: RecoveryReport

    /// Opens the log in `path`, creating it if it is new and `options` say so. Blocks.
    ///
    /// Cost: reads the manifest and the segments that are not sealed, normally one; not the rest of the log.
    /// - Throws: ``LogError``; a corrupt log is refused and left as it is.
    public static func open(
        _ path: String, options: LogOptions = LogOptions(), environment: LogEnvironment
    ) throws(LogError) -> SegmentLog {
        let (core, appender, report) = try LogCore.open(path, options: options, environment: environment)
        let log = SegmentLog(core, report)
        log.start(appender)
        return log
    }

    private init(_ core: LogCore, _ report: RecoveryReport) {
        self.core = core
        recovery = report
    }

    /// The last durable record.
    public var durable: SequenceNumber { core.map.withLock { $0.durable } }

    /// Queues a batch and returns at once; `answer` is called from the flusher's thread when it is durable or
    /// refused, and must not block. Batches become durable in the order of these calls.
    public func enqueue(
        _ batch: RecordBatch, expecting: SequenceNumber? = nil,
        answer: @escaping @Sendable (Result<ClosedRange<SequenceNumber>, CommitLogError>) -> Void
    ) {
        precondition(!batch.isEmpty, "a batch has records")
        let append = PendingAppend(batch: batch, expecting: expecting, answer: answer)
        let (refusal, wakes) = queue.withLock { queue in (queue.add(append), queue.isEnough) }
        if let refusal { return answer(.failure(refusal)) }
        if wakes { queue.signal() }
    }

    /// Appends and waits. Blocks the calling thread; not for Swift's cooperative pool.
    public func appendBlocking(
        _ batch: RecordBatch, expecting: SequenceNumber? = nil
    ) throws(CommitLogError) -> ClosedRange<SequenceNumber> {
        let answer = Monitor<Result<ClosedRange<SequenceNumber>, CommitLogError>?>(nil)
        enqueue(batch, expecting: expecting) { result in
            answer.withLock { $0 = result }
            answer.signal()
        }
        return try answer.wait { $0 }.get()
    }

    /// Makes sure that the space for a batch of `byteCount` bytes is claimed, for callers that cannot take an
    /// answer back and so ask before they decide. Blocks while a segment is being prepared.
    ///
    /// The space is not set apart: other appends use it as well, so whoever relies on it is the only one to append.
    /// - Throws: `.noSpace` while the device refuses space, `.tooLarge` as the append would, or why the log has ended.
    public func claim(byteCount: Int) throws(CommitLogError) {
        if let end = core.end { throw end }
        let limit = Appender.rawBytesMax(segmentBytes: core.options.segmentBytes)
        guard byteCount <= limit else { throw .tooLarge(.appendBytes, actual: byteCount, limit: limit) }
        let wanted = Appender.frameBytesMax(rawBytes: byteCount)
        let isStuck = core.segments.withLock { supply in
            if supply.hasSpace(frameBytes: wanted) { return false }
            if supply.ready == nil { supply.askAgain() }
            return supply.isEmpty
        }
        if isStuck {
            try ask { .claim(rawBytes: byteCount, $0) }
            return try claim(byteCount: byteCount)
        }
        core.segments.broadcast()
        let result = core.segments.wait { supply -> Result<Void, CommitLogError>? in
            // The keeper leaves when the log is closed: nobody would prepare anything any more.
            if supply.isHalted || supply.isClosing { return .failure(.closed) }
            if supply.hasSpace(frameBytes: wanted) { return .success(()) }
            return supply.refusal.map { .failure(.noSpace($0.description)) }
        }
        do throws(CommitLogError) { try result.get() } catch { throw core.end ?? error }
    }

    /// Has the flusher do something behind the appends that wait, and waits for it.
    private func ask(
        _ request: (@escaping @Sendable (CommitLogError?) -> Void) -> AppendQueue.Request
    ) throws(CommitLogError) {
        let answer = Monitor<Result<Void, CommitLogError>?>(nil)
        let request = request { error in
            answer.withLock { $0 = error.map { .failure($0) } ?? .success(()) }
            answer.signal()
        }
        if let refusal = queue.withLock({ $0.add(request) }) { throw refusal }
        queue.signal()
        try answer.wait { $0 }.get()
    }

    /// Ends the segment being written and seals everything before it. Blocks until that is durable; does nothing
    /// when there is no record behind the last sealed one.
    public func seal() throws(CommitLogError) {
        let last = durable
        guard last > core.map.withLock({ $0.manifest.lastSealed }) else { return }
        try ask { .roll($0) }
        core.segments.withLock { $0.sealingRefusal = nil }
        core.segments.broadcast()
        try core.map.wait { [core] map -> Result<Void, CommitLogError>? in
            if map.manifest.lastSealed >= last { return .success(()) }
            if let end = map.end { return .failure(end) }
            return core.segments.withLock { $0.sealingRefusal }.map { .failure(.noSpace($0.description)) }
        }.get()
    }

    /// Waits until every sealed segment was repacked, or was found to stay as it is. Blocks: about a second for 50 MiB
    /// of records that were not repacked before. Returns at once where the log was opened not to repack.
    /// - Parameter progress: is told how many segments are left, at the beginning and whenever it changes.
    /// - Throws: why the log has ended.
    public func finishRepacking(progress: (Int) -> Void = { _ in }) throws(CommitLogError) {
        guard core.options.repacks else { return }
        var known: Int?
        while known != 0 {
            let left = try core.map.wait { [known] map -> Result<Int, CommitLogError>? in
                if let end = map.end { return .failure(end) }
                let left = map.toRepack.reduce(0) { count, _ in count + 1 }
                return left == known ? nil : .success(left)
            }.get()
            known = left
            progress(left)
        }
    }

    /// Stops taking appends, finishes those that wait, hashes and seals what is full, says in the log that it was
    /// closed, and gives the lock back. Blocks. Exactly once.
    public func close() {
        core.segments.withLock { supply in
            precondition(
                !supply.isClosing, "a log is closed exactly once: its files and its lock are given back by then")
            supply.isClosing = true
        }
        queue.withLock { $0.isClosing = true }
        queue.broadcast()
        core.segments.broadcast()
        for thread in threads.withLock({ threads in
            defer { threads = [] }
            return threads
        }) { thread.join() }
        reading.stop()
        core.giveBack()
        isClosed.withLock { $0 = true }
    }

    deinit { precondition(isClosed.withLock { $0 }, "a log is closed before it is dropped: its threads go on") }

    /// Why a sealed segment could not be repacked, the last one that failed; it stays as it was. Nil if none did.
    public var repackingFailure: LogError? { core.segments.withLock { $0.repackingFailure } }
}

extension SegmentLog: CommitLog {
    public func append(
        _ batch: RecordBatch, expecting: SequenceNumber?
    ) async throws(CommitLogError) -> ClosedRange<SequenceNumber> {
        try await withCheckedContinuation { continuation in
            enqueue(batch, expecting: expecting) { continuation.resume(returning: $0) }
        }.get()
    }

    public func read(from sequence: SequenceNumber) throws(CommitLogError) -> LiveCursor {
        try cursor(from: sequence, to: durable)
    }

    public func follow(from sequence: SequenceNumber) throws(CommitLogError) -> LiveCursor {
        try cursor(from: sequence, to: nil)
    }

    private func cursor(from sequence: SequenceNumber, to end: SequenceNumber?) throws(CommitLogError) -> LiveCursor {
        try addFollower()
        return LiveCursor(SegmentCursor(LiveSource(core), from: sequence, to: end), core: core, reading: reading)
    }

    /// A cursor for a thread of the caller's own.
    public func blockingCursor(from sequence: SequenceNumber) throws(CommitLogError) -> SegmentCursor {
        try addFollower()
        return SegmentCursor(LiveSource(core), from: sequence, to: nil)
    }

    /// A cursor for a thread of the caller's own that ends at what is durable now and gives only the records about one
    /// of `subjects`. Cost: as ``SegmentLogReader/read(from:to:about:)``.
    public func blockingCursor(
        from sequence: SequenceNumber, about subjects: [UInt64]
    ) throws(CommitLogError) -> SegmentCursor {
        try addFollower()
        return SegmentCursor(LiveSource(core), from: sequence, to: durable, about: subjects)
    }

    private func addFollower() throws(CommitLogError) {
        let count = core.map.withLock { map in
            map.followers += 1
            return map.followers
        }
        guard count <= Limits.followersMax else {
            core.map.withLock { $0.followers -= 1 }
            throw .tooLarge(.followers, actual: count, limit: Limits.followersMax)
        }
    }
}
