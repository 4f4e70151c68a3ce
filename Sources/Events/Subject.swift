/// What a record is about, as the log's tag has it: a reader can skip what does not concern it without decoding.
public enum Subject: Hashable, Sendable {
    case ticket(TicketOrdinal)
    case customer(CustomerOrdinal)
    case agent(AgentOrdinal)
    case account(AccountOrdinal)

    /// The kind in the two lowest bits, so that small ordinals stay short numbers.
    public var rawValue: UInt64 {
        switch self {
        case .ticket(let ordinal): ordinal.rawValue << 2
        case .customer(let ordinal): ordinal.rawValue << 2 | 1
        case .agent(let ordinal): ordinal.rawValue << 2 | 2
        case .account(let ordinal): ordinal.rawValue << 2 | 3
        }
    }

    public init(rawValue: UInt64) {
        switch rawValue & 3 {
        case 0: self = .ticket(TicketOrdinal(rawValue: rawValue >> 2))
        case 1: self = .customer(CustomerOrdinal(rawValue: rawValue >> 2))
        case 2: self = .agent(AgentOrdinal(rawValue: rawValue >> 2))
        default: self = .account(AccountOrdinal(rawValue: rawValue >> 2))
        }
    }
}
