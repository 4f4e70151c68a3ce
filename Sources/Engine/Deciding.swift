internal import CommitLog
internal import EventStore
internal import Events

/// A batch while it is being decided.
struct Deciding {
    /// The first record that is not durable yet.
    let first: SequenceNumber
    let now: Instant
    var batch = EventBatch()
    /// The events in it, in order, to fold into the projections when they are durable.
    var written: [Written] = []
    /// What kept something from following by itself that had to: nothing of the batch may be written then.
    var fault: EngineError?

    struct Written {
        var sequence: SequenceNumber
        var type: EventType
        var body: [UInt8]
    }

    init(first: SequenceNumber, now: Instant) {
        self.first = first
        self.now = now
    }

    var next: SequenceNumber { first.advanced(by: written.count) }
}
