package import CommitLog
internal import Threads

/// Appends that wait for the flusher, in the order of their arrival, and how much those hold that it has taken.
package struct AppendQueue {
    package enum Request: Sendable {
        case append(PendingAppend)
        /// End the current segment, then call back.
        case roll(@Sendable (CommitLogError?) -> Void)
        /// Claim space for a frame of so many bytes in a segment that cannot end, then call back.
        case claim(rawBytes: Int, @Sendable (CommitLogError?) -> Void)
    }

    package private(set) var requests: [Request] = []
    /// Of the records that wait.
    private var byteCount = 0
    /// What the appends hold that were not answered yet: those that wait and those that the flusher has taken.
    private var pendingBytes = 0
    /// The part of it that the flusher has taken.
    private var takenBytes = 0
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
        guard pendingBytes + size + Limits.pendingOverheadBytes <= Limits.pendingBytesMax else {
            return .overloaded(pendingBytes: pendingBytes, limit: Limits.pendingBytesMax)
        }
        requests.append(.append(append))
        byteCount += size
        pendingBytes += size + Limits.pendingOverheadBytes
        return nil
    }

    /// Takes in what is no append: each holds a thread of its caller's, which bounds their number.
    package mutating func add(_ request: Request) -> CommitLogError? {
        if isClosing { return .closed }
        requests.append(request)
        return nil
    }

    /// Everything that waits, for the flusher. Until it is answered it counts as pending.
    package mutating func takeAll() -> [Request] {
        defer {
            requests = []
            byteCount = 0
            takenBytes = pendingBytes
        }
        return requests
    }

    /// Appends that were taken are answered now: `count` of them, with `bytes` of records.
    package mutating func release(_ count: Int, bytes: Int) {
        let released = bytes + count * Limits.pendingOverheadBytes
        precondition(released <= takenBytes, "only what was taken is answered")
        pendingBytes -= released
        takenBytes -= released
    }

    /// Everything that was taken was answered.
    package mutating func releaseAll() {
        pendingBytes -= takenBytes
        takenBytes = 0
    }
}
