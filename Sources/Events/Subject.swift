/// What a record is about, as the log's tag has it: a reader can skip what does not concern it without decoding.
public enum Subject: Hashable, Sendable {
    case ticket(TicketOrdinal)
    case customer(CustomerOrdinal)
    case agent(AgentOrdinal)
    case account(AccountOrdinal)

    /// The kind in the two lowest bits, so that small ordinals stay short numbers.
    /// - Precondition: the ordinal is below 2^62.
    public var rawValue: UInt64 {
        switch self {
        case .ticket(let ordinal): Self.joined(ordinal, 0)
        case .customer(let ordinal): Self.joined(ordinal, 1)
        case .agent(let ordinal): Self.joined(ordinal, 2)
        case .account(let ordinal): Self.joined(ordinal, 3)
        }
    }

    private static func joined(_ ordinal: some Ordinal, _ kind: UInt64) -> UInt64 {
        precondition(ordinal.rawValue >> 62 == 0, "an ordinal leaves room for its kind")
        return ordinal.rawValue << 2 | kind
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
