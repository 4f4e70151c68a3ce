public import CommitLog
public import Events

/// What came of a request. It is durable.
public struct Receipt: Hashable, Sendable {
    /// The request's own events; nil where it changed nothing.
    public var sequences: ClosedRange<SequenceNumber>?
    /// The ticket that was submitted.
    public var ticket: TicketOrdinal?
    /// It had been carried out before, under the same key.
    public var isRepeated = false
}
