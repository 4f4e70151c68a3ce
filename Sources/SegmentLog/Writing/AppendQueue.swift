package import CommitLog
internal import Threads

/// Appends that wait for the flusher, in the order of their arrival.
package struct AppendQueue {
    package enum Request: Sendable {
        case append(PendingAppend)
        /// End the current segment, then call back.
        case roll(@Sendable (CommitLogError?) -> Void)
    }

    package var requests: [Request] = []
    package var byteCount = 0
    package var appendCount = 0
    package var isClosing = false
    /// How many requests the flusher sleeps for. While it is busy nobody need wake it.
    package var wakesAt = 1

    /// Whether the flusher should go on with what there is.
    package var isEnough: Bool {
        requests.count >= wakesAt || byteCount >= Limits.frameRawBytesTarget || isClosing
    }

    package init() {}

    /// Takes an append in, or says why not.
    package mutating func add(_ append: PendingAppend) -> CommitLogError? {
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

    package mutating func takeAll() -> [Request] {
        defer {
            requests = []
            byteCount = 0
            appendCount = 0
        }
        return requests
    }
}
