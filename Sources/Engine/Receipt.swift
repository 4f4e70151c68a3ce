public import CommitLog
public import Events

/// What came of a action. It is durable.
public struct Receipt: Hashable, Sendable {
    /// The action's own events; nil where it changed nothing.
    public var sequences: ClosedRange<SequenceNumber>?
    /// The ticket that was submitted.
    public var ticket: TicketOrdinal?
    /// The agent that was changed.
    public var agent: AgentOrdinal?
    /// It had been carried out before, under the same key.
    public var isRepeated = false
}
