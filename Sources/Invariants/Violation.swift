package import Events
package import Policies

/// Where a log is not as it has to be.
package struct Violation: Hashable, Sendable {
    package let invariant: Invariant
    /// Of the event that breaks it, or of the last one before it was seen to be broken.
    package let sequence: UInt64
    package var ticket: TicketOrdinal?
    /// Of the ticket, as people see it; empty where it is not known.
    package var number = ""
    package var agent: AgentOrdinal?
    /// As people name the agent; empty where it is not known.
    package var identifier = ""
    /// What should have been, and what was.
    package let expected: LocalText
}

/// The limits of an audit, with their reasons.
package enum AuditLimits {
    /// Violations that are kept; the rest are counted. A fault early in a log shows again and again.
    package static let violationsMax = 1_000
    /// Entries of the heaps that were settled before their time, before they are taken out.
    static let settledMin = 4_096
}
