public import CommitLog
public import Events

/// What came of an action. It is durable.
public struct Receipt: Hashable, Sendable {
    /// The action's own events; nil where it changed nothing.
    public var sequences: ClosedRange<SequenceNumber>?
    /// The ticket that was submitted.
    public var ticket: TicketOrdinal?
    /// As whom the customer of the ticket is known; nil where the command was carried out before a restart.
    public var customer: CustomerProfile?
    /// The agent that was changed.
    public var agent: AgentOrdinal?
    /// It had been carried out before, under the same key.
    public var isRepeated = false
}
