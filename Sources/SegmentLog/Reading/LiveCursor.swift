public import CommitLog
internal import Threads

/// A cursor for tasks: reads files on the log's reading thread and waits without holding any thread. Ends when
/// its task is cancelled.
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
            let result = await reading.value { [cursor] in
                Result { () throws(CommitLogError) in try cursor.nextChunk() }
            }
            if let chunk = try result.get() { return chunk }
            guard cursor.end == nil else { return nil }
            await durable(position)
            if Task.isCancelled { return nil }
            if let end = core.map.withLock({ $0.durable < position ? $0.end : nil }) { throw end }
        }
    }

    /// Suspends until `sequence` is durable, the log has ended, or the task is cancelled.
    private func durable(_ sequence: SequenceNumber) async {
        let identifier = core.map.withLock { map in
            map.waitersEver += 1
            return map.waitersEver
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = core.map.withLock { map in
                    if map.durable >= sequence || map.end != nil || Task.isCancelled { return true }
                    map.waiters.append(
                        LogMap.Waiter(identifier: identifier, sequence: sequence) { continuation.resume() })
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let waiter = core.map.withLock { map in
                map.waiters.firstIndex { $0.identifier == identifier }.map { map.waiters.remove(at: $0) }
            }
            waiter?.resume()
        }
    }
}
