public import Events

/// What somebody asks of the engine, in plain text; it seals what is personal before it decides.
public enum Request: Sendable {
    case submit(Intake)
    case changeAgent(AgentChanged)
    case changePresence(AgentOrdinal, Presence)
    case accept(TicketOrdinal, AgentOrdinal)
    case decline(TicketOrdinal, AgentOrdinal, reason: String)
    case progress(TicketOrdinal, AgentOrdinal, stage: String, note: String)
    case resolve(TicketOrdinal, AgentOrdinal, solution: String)
    case rate(TicketOrdinal, Grade, comment: String)
    case close(TicketOrdinal)
}

/// A customer's request as it came in, checked for form.
public struct Intake: Hashable, Sendable {
    public var customer: CustomerProfile
    public var content: TicketContent
    public var channel: String
    public var urgency = ""
    public var category = ""
    public var region = ""
    public var orderNumber = ""
    public var tier = ""

    public init(customer: CustomerProfile, content: TicketContent, channel: String) {
        self.customer = customer
        self.content = content
        self.channel = channel
    }
}

/// Who asks, and under which key.
public struct Caller: Hashable, Sendable {
    public var kind: ActorKind
    /// The account's ordinal; 0 for the product itself and for customers.
    public var account: UInt64
    public var key: CallerKey?

    public init(kind: ActorKind, account: UInt64, key: CallerKey? = nil) {
        self.kind = kind
        self.account = account
        self.key = key
    }

    /// The product itself.
    static let system = Caller(kind: .system, account: 0)
}

/// A caller's own name for a command: sent twice, it is carried out once.
public struct CallerKey: Hashable, Sendable {
    /// SHA-256 of account, route and the key that was sent, cut to 16 bytes.
    public let scope: [UInt8]
    /// SHA-256 of the command as it was sent, cut to 16 bytes: the same key with another is refused.
    public let content: [UInt8]

    public init(scope: [UInt8], content: [UInt8]) {
        precondition(scope.count == Self.halfBytes && content.count == Self.halfBytes, "16 bytes each")
        self.scope = scope
        self.content = content
    }

    private static let halfBytes = 16

    /// As the envelope has it.
    var bytes: [UInt8] { scope + content }

    init?(bytes: [UInt8]) {
        guard bytes.count == 2 * Self.halfBytes else { return nil }
        self.init(scope: Array(bytes[..<Self.halfBytes]), content: Array(bytes[Self.halfBytes...]))
    }
}
