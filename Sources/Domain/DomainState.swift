package import Dispatching
public import Events
public import Policies

/// All that decisions depend on: a fold over the events.
public struct DomainState: Sendable {
    /// The policy that tickets are submitted under now.
    public internal(set) var rules: Rules
    /// By version: those that tickets may still run under.
    var rulesByVersion: [UInt64: Rules]
    /// Some of their deadlines do not run under every priority.
    var haveRestingDeadlines = false
    /// By ordinal, from 1.
    var profiles: [AgentChanged] = []
    public internal(set) var agentByIdentifier: [String: AgentOrdinal] = [:]
    /// By ordinal, from 1.
    public internal(set) var accounts: [AccountState] = []
    var accountByName: [String: AccountOrdinal] = [:]
    /// The last that was made for each.
    var accountByCustomer: [CustomerOrdinal: AccountOrdinal] = [:]
    /// By code.
    public internal(set) var departments: [String: DepartmentState] = [:]
    /// By ordinal, from 1: whether the customer was erased.
    var customersErased: [Bool] = []
    /// By ordinal, from 1. What is closed needs no more than this.
    var lifeCycles: [LifeCycle] = []
    public internal(set) var openTickets: [TicketOrdinal: TicketState] = [:]
    /// Tickets that wait for somebody.
    package internal(set) var queue = WaitingIndex()
    /// The agents as dispatch knows them.
    package internal(set) var pool = AgentPool()
    /// By customer, from 1: who resolved their last ticket.
    var lastHandlers: [LastHandler?] = []
    var proposals = ProposalIndex()
    var schedule = Schedule()
    /// The ways to reach people that there are here. What was chosen is in the event, so a replay does not ask.
    public var carriers: Set<Policy.Carrier> = [.inbox]
    /// What deadlines reckon with: by the policy's version, and the calendar's code.
    public var calendars: [UInt64: [String: any BusinessTime]] = [:]
    /// By ordinal, from 1: the customer's tier.
    var customerTiers: [String] = []
    /// By number, from 1.
    var notificationTickets: [TicketOrdinal] = []
    /// Those whose end is not known yet.
    public internal(set) var pendingNotifications: [UInt64: PendingNotification] = [:]
    var numbers = TicketNumbers()
    var pastTickets = PastTickets()

    /// - Parameter policy: what holds until one is published.
    public init(policy: Policy) {
        rules = Rules(policy)
        rulesByVersion = [policy.version: rules]
        haveRestingDeadlines = !rules.restingDeadlines.isEmpty
        pool.prepare([policy.dispatch], at: Instant(milliseconds: 0))
    }

    /// The policy in force.
    public var policy: Policy {
        _read { yield rules.policy }
    }

    /// The versions that tickets may run under.
    public var policyVersions: [UInt64] { rulesByVersion.keys.sorted() }

    /// Entries of the schedule, settled or not.
    public var scheduledCount: Int { schedule.count }

    public var notificationCount: UInt64 { UInt64(notificationTickets.count) }

    public func lifeCycle(_ ticket: TicketOrdinal) throws(Refusal) -> LifeCycle {
        guard ticket.rawValue > 0, ticket.rawValue <= UInt64(lifeCycles.count) else { throw .unknownTicket(ticket) }
        return lifeCycles[Int(ticket.rawValue) - 1]
    }

    /// The open ticket, for a command that its life allows now.
    func ticket(_ ticket: TicketOrdinal, for kind: Command.Kind) throws(Refusal) -> TicketState {
        let lifeCycle = try lifeCycle(ticket)
        try TicketLife.check(kind, in: lifeCycle, openTickets[ticket])
        guard let state = openTickets[ticket] else { preconditionFailure("what is not closed is open") }
        return state
    }

    public var nextTicket: TicketOrdinal { TicketOrdinal(rawValue: UInt64(lifeCycles.count) + 1) }
    public var nextCustomer: CustomerOrdinal { CustomerOrdinal(rawValue: UInt64(customersErased.count) + 1) }
    public var nextAccount: AccountOrdinal { AccountOrdinal(rawValue: UInt64(accounts.count) + 1) }
    public var nextAgent: AgentOrdinal { AgentOrdinal(rawValue: UInt64(profiles.count) + 1) }

    /// The number of the ticket that is submitted at `instant` on a channel.
    func number(at instant: Instant, channel: String) -> String {
        let letters = policy.channel(channel)?.letters ?? ""
        return numbers.next(nextTicket, at: instant, policy.numbering, channel: letters)
    }

    /// The ticket with a number; nil if there is none.
    public func ticket(number: String) -> TicketOrdinal? { numbers.ticket(number, next: nextTicket) }
}
