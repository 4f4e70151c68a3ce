public import Events
public import Policies

/// All that decisions depend on: a fold over the events.
public struct DomainState: Sendable {
    public internal(set) var policy: Policy
    /// By ordinal, from 1.
    public internal(set) var agents: [AgentState] = []
    public internal(set) var agentByIdentifier: [String: AgentOrdinal] = [:]
    /// By ordinal, from 1.
    var accountNames: [String] = []
    /// By ordinal, from 1: whether the customer was erased.
    var customersErased: [Bool] = []
    /// By ordinal, from 1. What is closed needs no more than this.
    var lifeCycles: [LifeCycle] = []
    public internal(set) var openTickets: [TicketOrdinal: TicketState] = [:]
    public internal(set) var queue = DispatchQueue()
    var deadlines = Deadlines()
    /// The first ticket of each period that had one, in order.
    var periods: [(period: Numbering.Period, first: TicketOrdinal)] = []

    public init(policy: Policy) { self.policy = policy }

    public func agent(_ ordinal: AgentOrdinal) throws(Refusal) -> AgentState {
        guard ordinal.rawValue > 0, ordinal.rawValue <= UInt64(agents.count) else { throw .unknownAgent(ordinal) }
        return agents[Int(ordinal.rawValue) - 1]
    }

    public func lifeCycle(_ ticket: TicketOrdinal) throws(Refusal) -> LifeCycle {
        guard ticket.rawValue > 0, ticket.rawValue <= UInt64(lifeCycles.count) else { throw .unknownTicket(ticket) }
        return lifeCycles[Int(ticket.rawValue) - 1]
    }

    /// The open ticket, for a command that its life allows now.
    func ticket(_ ticket: TicketOrdinal, for kind: Command.Kind) throws(Refusal) -> TicketState {
        let lifeCycle = try lifeCycle(ticket)
        try TicketLife.check(kind, in: lifeCycle)
        guard let state = openTickets[ticket] else { preconditionFailure("what is not closed is open") }
        return state
    }

    public var nextTicket: TicketOrdinal { TicketOrdinal(rawValue: UInt64(lifeCycles.count) + 1) }
    public var nextCustomer: CustomerOrdinal { CustomerOrdinal(rawValue: UInt64(customersErased.count) + 1) }
    public var nextAccount: AccountOrdinal { AccountOrdinal(rawValue: UInt64(accountNames.count) + 1) }
    public var nextAgent: AgentOrdinal { AgentOrdinal(rawValue: UInt64(agents.count) + 1) }

    /// The number of the ticket that is submitted at `instant`. A clock that went back does not go back a period.
    func number(at instant: Instant) -> (period: Numbering.Period, number: String) {
        let now = policy.numbering.period(of: instant)
        guard let last = periods.last, last.period >= now else {
            return (now, policy.numbering.number(now, serial: 1))
        }
        let serial = nextTicket.rawValue - last.first.rawValue + 1
        return (last.period, policy.numbering.number(last.period, serial: serial))
    }

    /// The ticket with a number; nil if there is none.
    public func ticket(number: String) -> TicketOrdinal? {
        guard let read = policy.numbering.parse(number),
            let index = periods.firstIndex(where: { $0.period == read.period })
        else { return nil }
        let end = index + 1 < periods.count ? periods[index + 1].first : nextTicket
        let ordinal = TicketOrdinal(rawValue: periods[index].first.rawValue + read.serial - 1)
        return ordinal < end ? ordinal : nil
    }
}
