internal import CommitLog
internal import Threads

/// Appends that wait for the flusher, in the order of their arrival.
struct AppendQueue {
    enum Request: Sendable {
        case append(PendingAppend)
        /// End the current segment, then call back.
        case roll(@Sendable (CommitLogError?) -> Void)
    }

    var requests: [Request] = []
    var byteCount = 0
    var appendCount = 0
    var isClosing = false

    /// Takes an append in, or says why not.
    mutating func add(_ append: PendingAppend) -> CommitLogError? {
        if isClosing { return .closed }
        let size = append.batch.bytes.count
        guard byteCount + size <= Limits.pendingBytesMax else {
            return .overloaded(pendingBytes: byteCount, limit: Limits.pendingBytesMax)
        }
        requests.append(.append(append))
        byteCount += size
        appendCount += 1
        return nil
    }

    mutating func takeAll() -> [Request] {
        defer {
            requests = []
            byteCount = 0
            appendCount = 0
        }
        return requests
    }
}
