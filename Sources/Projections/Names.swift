public import Events

/// What people and programs call what the events number: tickets, agents, customers and accounts.
public struct Names: Sendable {
    public struct Agent: Hashable, Sendable {
        /// As addresses name the agent.
        public internal(set) var identifier: String
        /// As people do.
        public internal(set) var name: String
    }

    /// A customer's random identifier: 16 bytes.
    public struct CustomerIdentifier: Hashable, Sendable {
        public let high: UInt64
        public let low: UInt64

        public init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }
    }

    public private(set) var tickets = TicketNumbers()
    private var agents: [Agent] = []
    private var agentsByIdentifier: [String: AgentOrdinal] = [:]
    private var customers: [CustomerIdentifier] = []
    private var customersByIdentifier: [CustomerIdentifier: CustomerOrdinal] = [:]
    private var accounts: [String] = []

    public init() {}

    public subscript(_ agent: AgentOrdinal) -> Agent? { Self.element(of: agents, agent.rawValue) }
    public subscript(_ customer: CustomerOrdinal) -> CustomerIdentifier? {
        Self.element(of: customers, customer.rawValue)
    }
    public subscript(_ account: AccountOrdinal) -> String? { Self.element(of: accounts, account.rawValue) }

    public func agent(_ identifier: String) -> AgentOrdinal? { agentsByIdentifier[identifier] }
    public func customer(_ identifier: CustomerIdentifier) -> CustomerOrdinal? { customersByIdentifier[identifier] }

    /// The ordinal of the next agent.
    public var nextAgent: AgentOrdinal { AgentOrdinal(rawValue: UInt64(agents.count) + 1) }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .ticketSubmitted: tickets.append(try event.fields(TicketSubmitted.self).text(.number))
        case .agentChanged: try changeAgent(event)
        case .customerRegistered:
            let bytes = try event.fields(CustomerRegistered.self).bytes(.identifier)
            guard let identifier = CustomerIdentifier(bytes) else {
                throw .length(field: CustomerRegistered.Field.identifier.rawValue, bytes: bytes.byteCount)
            }
            customers.append(identifier)
            customersByIdentifier[identifier] = CustomerOrdinal(rawValue: UInt64(customers.count))
        case .accountCreated: accounts.append(try event.fields(AccountCreated.self).text(.name))
        default: break
        }
    }

    private mutating func changeAgent(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(AgentChanged.self)
        let agent: AgentOrdinal = try fields.ordinal(.agent)
        let change = Agent(identifier: try fields.text(.identifier), name: try fields.text(.name))
        if agent == nextAgent {
            agents.append(change)
        } else {
            let index = Int(agent.rawValue) - 1
            agentsByIdentifier[agents[index].identifier] = nil
            agents[index] = change
        }
        agentsByIdentifier[change.identifier] = agent
    }

    private static func element<Element>(of list: [Element], _ ordinal: UInt64) -> Element? {
        ordinal > 0 && ordinal <= UInt64(list.count) ? list[Int(ordinal) - 1] : nil
    }
}

extension Names {
    public func write(to form: inout CanonicalBytes) {
        tickets.write(to: &form)
        form.list(agents) { agent, form in
            form.text(agent.identifier)
            form.text(agent.name)
        }
        form.list(customers) { customer, form in
            form.number(customer.high)
            form.number(customer.low)
        }
        form.list(accounts) { $1.text($0) }
    }
}
