internal import Bytes
internal import CommitLog
internal import SegmentLog
internal import Threads

/// Batches on their way to the disk, several at once within a bound, and what became of them.
///
/// Each batch expects to follow the one before it, so that after a refusal nothing behind it gets in.
final class Pipeline: Sendable {
    /// Enough for the flusher to have the next frames ready while the disk is busy.
    static let bytesMax = 16 << 20

    private let log: SegmentLog
    private let start: SequenceNumber
    private let state: Monitor<State>
    /// Who prints acknowledgements; nil if nobody wants them.
    private let acknowledger: NamedThread?

    struct State {
        /// The end of the log once everything enqueued is durable.
        var end: SequenceNumber
        /// Bytes of batches that are enqueued and not yet acknowledged, which includes printed if that is wanted.
        var byteCount = 0
        /// Durable, in order, and not yet printed.
        var answered: [Answer] = []
        var durable: SequenceNumber
        /// The first batch that was refused, which need not be the first one heard of, and where it was to begin.
        var failure: (after: SequenceNumber, error: CommitLogError)?
        var outputFailure: StreamError?
        var isFinished = false
    }

    /// What became of everything sent.
    struct Outcome {
        var lines: AppendedLines
        var failure: CommitLogError?
        var outputFailure: StreamError?
    }

    struct Answer {
        var sequences: ClosedRange<SequenceNumber>
        var byteCount: Int
    }

    /// - Parameter output: where to print each sequence number once it is durable.
    init(_ log: SegmentLog, acknowledgingTo output: (any ByteSink)?) {
        self.log = log
        start = log.durable
        let state = Monitor(State(end: start, durable: start))
        self.state = state
        acknowledger = output.map { output in
            NamedThread("acknowledger") { Acknowledging(state: state, output: output).run() }
        }
    }

    /// Sends a batch on its way; waits while too much is.
    /// - Returns: false when there is no use in sending more.
    func send(_ batch: RecordBatch) -> Bool {
        let size = batch.bytes.count
        let expected = state.wait { state -> SequenceNumber?? in
            if state.failure != nil || state.outputFailure != nil { return .some(nil) }
            guard state.byteCount == 0 || state.byteCount + size <= Self.bytesMax else { return nil }
            defer { state.end = state.end.advanced(by: batch.count) }
            state.byteCount += size
            return state.end
        }
        guard let expected else { return false }
        let isPrinted = acknowledger != nil
        log.enqueue(batch, expecting: expected) { [state] result in
            state.withLock { state in
                switch result {
                case .success(let sequences):
                    state.durable = sequences.upperBound
                    if isPrinted {
                        state.answered.append(Answer(sequences: sequences, byteCount: size))
                    } else {
                        state.byteCount -= size
                    }
                case .failure(let error):
                    if expected < state.failure?.after ?? .init(.max) { state.failure = (expected, error) }
                    state.byteCount -= size
                }
            }
            state.broadcast()
        }
        return true
    }

    /// Waits until everything sent is durable or refused, and printed. Exactly once.
    func finish() -> Outcome {
        state.wait { $0.byteCount == 0 ? () : nil }
        state.withLock { $0.isFinished = true }
        state.broadcast()
        acknowledger?.join()
        return state.withLock { state in
            Outcome(
                lines: AppendedLines(start: start, end: state.durable), failure: state.failure?.error,
                outputFailure: state.outputFailure)
        }
    }
}

/// Prints sequence numbers as they become durable: many in one write when many wait, each at once when not.
private struct Acknowledging {
    let state: Monitor<Pipeline.State>
    let output: any ByteSink

    func run() {
        var isOpen = true
        var text: [UInt8] = []
        while let answers = next() {
            for answer in answers where isOpen {
                isOpen = print(answer.sequences, &text)
            }
            if isOpen { isOpen = flush(&text) }
            state.withLock { state in
                for answer in answers { state.byteCount -= answer.byteCount }
            }
            state.broadcast()
        }
    }

    private func next() -> [Pipeline.Answer]? {
        state.wait { state -> [Pipeline.Answer]?? in
            if state.answered.isEmpty { return state.isFinished ? .some(nil) : nil }
            defer { state.answered = [] }
            return state.answered
        }
    }

    private func print(_ sequences: ClosedRange<SequenceNumber>, _ text: inout [UInt8]) -> Bool {
        var number = DecimalCounter(sequences.lowerBound.value)
        for _ in 0..<sequences.count {
            number.append(to: &text)
            text.append(UInt8(ascii: "\n"))
            number.increment()
            if text.count >= LineOutput.byteCountMax, !flush(&text) { return false }
        }
        return true
    }

    private func flush(_ text: inout [UInt8]) -> Bool {
        defer { text.removeAll(keepingCapacity: true) }
        do throws(StreamError) {
            try output.write(text.bytes)
            return true
        } catch {
            state.withLock { $0.outputFailure = error }
            return false
        }
    }
}
