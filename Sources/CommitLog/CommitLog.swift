/// A durable, ordered, append-only sequence of records.
///
/// `SegmentLog` is the embedded implementation. Another one keeps the same promises, and shows it by passing the
/// suite `CommitLogConformance`:
/// - Records get gapless sequence numbers from 1, in the order of their appends.
/// - When ``append(_:expecting:)`` returns, the batch is durable and every cursor opened afterwards sees it.
/// - A batch is in the log whole or not at all.
/// - A cursor sees only what is durable, each record once, in order.
/// - Cancelling a task takes no append back: it is answered all the same.
/// - Once the log is closed, appends and waiting followers end with ``CommitLogError/closed``.
public protocol CommitLog: Sendable {
    associatedtype Cursor: RecordCursor

    /// The last record that is durable. Rises only.
    var durable: SequenceNumber { get }

    /// Appends a batch, which has records, and returns the positions of its records once they are durable.
    ///
    /// - Parameter expecting: the end of the log, as far as the caller knows, counting its own appends that are
    ///   on their way. Another end is refused with ``CommitLogError/stale(expected:end:)``: this fences a writer
    ///   that was replaced. Nil appends after whatever is there.
    func append(
        _ batch: RecordBatch, expecting: SequenceNumber?
    ) async throws(CommitLogError) -> ClosedRange<SequenceNumber>

    /// A cursor over what is durable from `sequence` on; it ends at ``durable`` as of the call.
    func read(from sequence: SequenceNumber) throws(CommitLogError) -> Cursor

    /// A cursor from `sequence` on that ends only when its task is cancelled: at the end it waits for more.
    func follow(from sequence: SequenceNumber) throws(CommitLogError) -> Cursor
}

/// One reader's way along a log. Not to be shared; each reader has its own.
public protocol RecordCursor: AnyObject {
    /// The next records, nil at the end. After an error the cursor stands where it stood.
    func next() async throws(CommitLogError) -> RecordChunk?
}
