public import CommitLog
internal import Threads

/// A cursor for tasks: reads files on the log's reading thread and waits without holding any thread.
public final class LiveCursor: RecordCursor, Sendable {
    private let cursor: SegmentCursor
    private let core: LogCore
    private let reading: BlockingWork

    init(_ cursor: SegmentCursor, core: LogCore, reading: BlockingWork) {
        self.cursor = cursor
        self.core = core
        self.reading = reading
    }

    public func next() async throws(CommitLogError) -> RecordChunk? {
        while true {
            if let chunk = cursor.recentChunk() { return chunk }
            let position = cursor.position
            let result: Result<RecordChunk?, CommitLogError> = await withCheckedContinuation { continuation in
                reading.run { [cursor] in
                    continuation.resume(returning: Result { () throws(CommitLogError) in try cursor.nextChunk() })
                }
            }
            if let chunk = try result.get() { return chunk }
            guard cursor.end == nil else { return nil }
            await durable(position)
            if let end = core.map.withLock({ $0.durable < position ? $0.end : nil }) { throw end }
        }
    }

    /// Suspends until `sequence` is durable or the log has ended.
    private func durable(_ sequence: SequenceNumber) async {
        await withCheckedContinuation { continuation in
            let isReady = core.map.withLock { map in
                if map.durable >= sequence || map.end != nil { return true }
                map.waiters.append(LogMap.Waiter(sequence: sequence) { continuation.resume() })
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
