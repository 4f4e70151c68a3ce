package import CommitLog
internal import Merkle
internal import Storage
internal import Threads

/// A log whose every step is taken by the calling thread, in the order that the caller chooses.
///
/// `SegmentLog` runs the same parts (flusher, keeper, hashing, repacking) on threads of their own; what a step does is
/// theirs alone, so whatever holds here step by step holds there in one of the orders that the threads can take.
/// Not to be shared between threads.
package final class SteppedLog {
    private let core: LogCore
    private let keeper: Keeper
    private let hashing: Hashing?
    private var flusher: Flusher
    private var repacker: Repacker
    /// What opening had to put right.
    package let recovery: RecoveryReport

    /// Opens the log in `path` as ``SegmentLog/open(_:options:environment:)`` does.
    package static func open(
        _ path: String, options: LogOptions = LogOptions(), environment: LogEnvironment
    ) throws(LogError) -> SteppedLog {
        let (core, appender, report) = try LogCore.open(path, options: options, environment: environment)
        return SteppedLog(core, appender, report)
    }

    private init(_ core: LogCore, _ appender: Appender, _ report: RecoveryReport) {
        self.core = core
        recovery = report
        let keeper = Keeper(core: core)
        let hashing = core.keepsEvidence ? Hashing(core: core) : nil
        self.keeper = keeper
        self.hashing = hashing
        repacker = Repacker(core: core)
        flusher = Flusher(
            core: core, appender: appender,
            nextSegment: { () throws(CommitLogError) in
                keeper.ask()
                while true {
                    if let supplied = core.segments.withLock({ Keeper.take(&$0) }) {
                        return try keeper.accept(supplied)
                    }
                    if keeper.prepareNext() { continue }
                    // Too many segments wait to be sealed: what the other threads would do meanwhile.
                    _ = Self.hash(hashing, chunks: .max)
                    _ = keeper.sealFirst()
                }
            })
    }

    /// Hashes up to `chunks` chunks; says how many there were.
    private static func hash(_ hashing: Hashing?, chunks: Int) -> Int {
        guard let hashing else { return 0 }
        var count = 0
        do throws(CommitLogError) {
            while count < chunks, try hashing.hashNext() { count += 1 }
        } catch { hashing.halt(error) }
        return count
    }
}

// The steps.
extension SteppedLog {
    /// An append and the end that it expects, if any.
    package typealias Append = (batch: RecordBatch, expecting: SequenceNumber?)
    package typealias Answer = Result<ClosedRange<SequenceNumber>, CommitLogError>

    /// Writes what would have waited together, in as few frames as its size allows, and gives each append's answer.
    /// - Parameter answered: told at the moment of each answer.
    package func append(_ appends: [Append], answered: @escaping @Sendable (Answer) -> Void = { _ in }) -> [Answer] {
        let answers = Monitor([Answer?](repeating: nil, count: appends.count))
        let pending = appends.enumerated().map { index, append in
            PendingAppend(batch: append.batch, expecting: append.expecting) { answer in
                answered(answer)
                answers.withLock { answers in
                    precondition(answers[index] == nil, "an append is answered once")
                    answers[index] = answer
                }
            }
        }
        flusher.flush(pending)
        return answers.withLock { $0 }.map { answer in
            guard let answer else { preconditionFailure("an append is answered") }
            return answer
        }
    }

    /// Ends the segment being written, if there are records in it.
    package func roll() throws(CommitLogError) { try flusher.endSegment() }

    /// Makes the next segment, if it is wanted; says whether it was.
    package func prepareNext() -> Bool { keeper.prepareNext() }

    /// Asks for the next segment as an append does that finds no room.
    package func askForNext() { keeper.ask() }

    /// Hashes up to `chunks` chunks; says how many there were to hash.
    @discardableResult
    package func hash(chunks: Int = .max) -> Int { Self.hash(hashing, chunks: chunks) }

    /// Seals the first full segment that is hashed to its end; says whether there was one.
    package func sealFirst() -> Bool { keeper.sealFirst() }

    /// Repacks the first segment that was not repacked yet; says whether there was one.
    package func repackFirst() -> Bool {
        guard core.end == nil, let segment = core.map.withLock({ $0.nextToRepack }) else {
            return false
        }
        repacker.repack(segment)
        return true
    }

    /// A cursor that ends at what is durable now.
    package func read(from sequence: SequenceNumber) -> SegmentCursor { cursor(from: sequence, to: durable) }

    /// A cursor that ends at what is durable now and gives only the records about one of `subjects`.
    package func read(from sequence: SequenceNumber, about subjects: [UInt64]) -> SegmentCursor {
        core.map.withLock { $0.followers += 1 }
        return SegmentCursor(LiveSource(core), from: sequence, to: durable, about: subjects)
    }

    /// A cursor without an end.
    package func follow(from sequence: SequenceNumber) -> SegmentCursor { cursor(from: sequence, to: nil) }

    private func cursor(from sequence: SequenceNumber, to end: SequenceNumber?) -> SegmentCursor {
        core.map.withLock { $0.followers += 1 }
        return SegmentCursor(LiveSource(core), from: sequence, to: end)
    }

    /// Hashes and seals what there is, says in the log that it was closed, and gives the lock back. Exactly once, and
    /// nothing after it but reading.
    package func close() {
        hash()
        while keeper.sealFirst() {}
        flusher.close()
        core.giveBack()
    }
}

// What has become of the log.
extension SteppedLog {
    /// The last durable record.
    package var durable: SequenceNumber { core.map.withLock { $0.durable } }
    /// Why nothing more becomes durable; nil while the log goes on.
    package var end: CommitLogError? { core.end }
    package var epoch: UInt32 { core.epoch }
    package var manifest: Manifest { core.map.withLock { $0.manifest } }
    /// The tree over the records hashed so far.
    package var tree: TreeKeeper { core.tree.withLock { $0 } }
    /// Segments that are full and not sealed yet.
    package var fullCount: Int { core.segments.withLock { $0.full.count } }
    package var hasPrepared: Bool { core.segments.withLock { $0.ready != nil } }
    /// A digest of the key that this opening encrypts with; nil if it does not.
    package var keyFingerprint: [UInt8]? { core.cipher?.fingerprint }
}
