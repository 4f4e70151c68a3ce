public import Events
public import Policies

/// All that decisions depend on: a fold over the events.
public struct DomainState: Sendable {
    public internal(set) var policy: Policy
    /// By ordinal, from 1.
    public internal(set) var agents: [AgentState] = []
    public internal(set) var agentByIdentifier: [String: AgentOrdinal] = [:]
    /// By ordinal, from 1.
    public internal(set) var accounts: [AccountState] = []
    var accountByName: [String: AccountOrdinal] = [:]
    /// By code.
    public internal(set) var departments: [String: DepartmentState] = [:]
    /// By ordinal, from 1: whether the customer was erased.
    var customersErased: [Bool] = []
    /// By ordinal, from 1. What is closed needs no more than this.
    var lifeCycles: [LifeCycle] = []
    public internal(set) var openTickets: [TicketOrdinal: TicketState] = [:]
    public internal(set) var queue = DispatchQueue()
    var schedule = Schedule()
    /// By the code of the policies' calendars.
    public var calendars: [String: any BusinessTime] = [:]
    /// By ordinal, from 1: the customer's tier.
    var customerTiers: [String] = []
    /// By number, from 1.
    var notificationTickets: [TicketOrdinal] = []
    /// Those whose end is not known yet.
    public internal(set) var pendingNotifications: [UInt64: PendingNotification] = [:]
    /// Agents who are on line, and their open tickets together.
    var onlineCount: UInt64 = 0
    var onlineOpen: UInt64 = 0
    /// The first ticket of each month that had one, in order.
    var months: [(month: Numbering.Month, first: TicketOrdinal)] = []

    public init(policy: Policy) { self.policy = policy }

    /// The policy under which a ticket was submitted.
    func policy(of ticket: TicketState) -> Policy { policy }

    /// Entries of the schedule, settled or not.
    public var scheduledCount: Int { schedule.count }

    public var notificationCount: UInt64 { UInt64(notificationTickets.count) }

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
    public var nextAccount: AccountOrdinal { AccountOrdinal(rawValue: UInt64(accounts.count) + 1) }
    public var nextAgent: AgentOrdinal { AgentOrdinal(rawValue: UInt64(agents.count) + 1) }

    /// The number of the ticket that is submitted at `instant`. A clock that went back does not go back a month.
    func number(at instant: Instant) -> (month: Numbering.Month, number: String) {
        let now = policy.numbering.month(of: instant)
        guard let last = months.last, last.month >= now else {
            return (now, policy.numbering.number(now, serial: 1))
        }
        let serial = nextTicket.rawValue - last.first.rawValue + 1
        return (last.month, policy.numbering.number(last.month, serial: serial))
    }

    /// The ticket with a number; nil if there is none.
    public func ticket(number: String) -> TicketOrdinal? {
        guard let (month, serial) = policy.numbering.parse(number),
            let index = months.firstIndex(where: { $0.month == month })
        else { return nil }
        let end = index + 1 < months.count ? months[index + 1].first : nextTicket
        let ordinal = TicketOrdinal(rawValue: months[index].first.rawValue + serial - 1)
        return ordinal < end ? ordinal : nil
    }
}
