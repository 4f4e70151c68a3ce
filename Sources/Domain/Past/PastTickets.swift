internal import Events

/// What is remembered of tickets that were over before they came here.
struct PastTickets: Sendable {
    private var tickets: [PastTicket.Case: TicketOrdinal] = [:]
    /// The one whose events are being folded in: all of them are one command's.
    var current: Current?

    struct Current: Sendable {
        var customer: CustomerOrdinal
        var category = ""
        /// When the offer that stands ends.
        var offerExpiresAt: Instant?
        /// Since when somebody has it, and who.
        var holder: (agent: AgentOrdinal, since: Instant)?
    }

    subscript(_ origin: PastTicket.Case) -> TicketOrdinal? { tickets[origin] }

    mutating func note(_ ticket: TicketOrdinal, from origin: PastTicket.Case) {
        precondition(tickets[origin] == nil, "a case of a record is brought once")
        tickets[origin] = ticket
    }
}

/// Who resolved a customer's last ticket, and when.
struct LastHandler: Hashable, Sendable {
    var agent: AgentOrdinal
    var at: Instant
}
