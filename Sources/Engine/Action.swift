public import Domain
public import Events
public import Policies

/// What somebody asks of the engine, in plain text; it seals what is personal before it decides.
public enum Action: Sendable {
    case submit(Intake)
    /// The agent with this identifier, known or new. A capacity of 0 is the policy's.
    case changeAgent(AgentChanged)
    case amendAgent(AgentAmendment)
    case changePresence(AgentOrdinal, Presence)
    case accept(TicketOrdinal, AgentOrdinal)
    case decline(TicketOrdinal, AgentOrdinal, reason: String)
    case progress(TicketOrdinal, AgentOrdinal, stage: String, note: String)
    case resolve(TicketOrdinal, AgentOrdinal, solution: String)
    case rate(TicketOrdinal, Grade, comment: String, reasons: [String] = [])
    case close(TicketOrdinal)
    case classify(TicketOrdinal, category: String, reason: String)
    case prioritise(TicketOrdinal, Priority, reason: String)
    case review(TicketOrdinal, needsFollowUp: Bool, note: String)
    /// The proposal's first candidate where no agent is named.
    case confirm(TicketOrdinal, AgentOrdinal?)
    case assign(TicketOrdinal, AgentOrdinal, reason: String)
    case approve(TicketOrdinal)
    case reject(TicketOrdinal, reason: String)
    case reassign(TicketOrdinal, reason: String)
    case contact(TicketOrdinal, AgentOrdinal?, reasons: [String], note: String)
    case reopen(TicketOrdinal, note: String)
    case escalate(TicketOrdinal, to: String, note: String)
    /// A file, whose sealed bytes are on disk already.
    case attach(TicketOrdinal, Attachment)
    /// Of an agent that is made with an account the engine gives the ordinal, and the policy the capacity.
    case account(AccountCommand)
    case reveal(TicketOrdinal, reason: String)
    /// The reason stays readable: it holds nothing personal.
    case erase(CustomerOrdinal, reason: String = "")
    /// Tickets run under it from now on.
    case publishPolicy(PolicyDocument)
    /// What became of notifications.
    case noteDeliveries([Delivery])
    case markRead(notification: UInt64, AccountOrdinal)
    /// A ticket that was handled elsewhere. Nothing where it was brought before.
    case bringIn(PastIntake)

    /// The ticket that it would change.
    var ticket: TicketOrdinal? {
        switch self {
        case .submit, .changeAgent, .amendAgent, .changePresence, .account, .erase, .publishPolicy, .noteDeliveries,
            .markRead, .bringIn:
            nil
        case .accept(let ticket, _), .decline(let ticket, _, _), .progress(let ticket, _, _, _),
            .resolve(let ticket, _, _), .rate(let ticket, _, _, _), .close(let ticket), .attach(let ticket, _),
            .reveal(let ticket, _), .classify(let ticket, _, _), .prioritise(let ticket, _, _),
            .review(let ticket, _, _), .confirm(let ticket, _), .assign(let ticket, _, _), .approve(let ticket),
            .reject(let ticket, _), .reassign(let ticket, _), .contact(let ticket, _, _, _), .reopen(let ticket, _),
            .escalate(let ticket, _, _):
            ticket
        }
    }
}

/// A file that belongs to a ticket.
public struct Attachment: Hashable, Sendable {
    /// SHA-256 of the sealed bytes.
    public var address: [UInt8]
    /// Of the plain file.
    public var byteCount: UInt64
    public var fileName: String
    public var mediaType: String
    public var kind: FileKind
    /// How a text begins; empty where it is none.
    public var excerpt: String

    public init(
        address: [UInt8], byteCount: UInt64, fileName: String, mediaType: String, kind: FileKind, excerpt: String
    ) {
        self.address = address
        self.byteCount = byteCount
        self.fileName = fileName
        self.mediaType = mediaType
        self.kind = kind
        self.excerpt = excerpt
    }
}

/// A customer's request as it came in, checked for form.
public struct Intake: Hashable, Sendable {
    public var customer: CustomerProfile
    public var content: TicketContent
    public var channel: String
    public var urgency = ""
    /// What kind of request it is, beside the category.
    public var kind = ""
    public var category = ""
    public var region = ""
    public var orderNumber = ""
    public var tier = ""
    /// A clerk read it back to the customer, who agreed.
    public var isConfirmed = false
    /// The customer who entered it; nil where somebody did for them. It says whose it is, whatever the profile says.
    public var own: CustomerOrdinal?
    public var earlierNumber = ""
    public var wishedAt: Instant?

    public init(customer: CustomerProfile, content: TicketContent, channel: String) {
        self.customer = customer
        self.content = content
        self.channel = channel
    }
}

extension Intake {
    /// What the ticket says: a known customer who gives another name this time is asked for by that name, and one who
    /// gives another contact is reached by that.
    public func content(knownAs profile: CustomerProfile?) -> TicketContent {
        var content = content
        if let profile, profile.name != customer.name {
            if content.contactPerson.isEmpty {
                content.contactPerson = customer.name
            } else {
                content.customerName = customer.name
            }
        }
        if let profile, content.contact.isEmpty,
            CustomerIndex.normalised(contact: profile.contact) != CustomerIndex.normalised(contact: customer.contact)
        {
            content.contact = customer.contact
        }
        return content
    }
}

/// Who asks, and under which key.
public struct Caller: Hashable, Sendable {
    public var kind: ActorKind
    /// The account's ordinal; 0 for the product itself and for customers.
    public var account: UInt64
    public var key: CallerKey?
    /// The agent for whom the account acts, where that is another.
    public var agent: AgentOrdinal?
    /// The ticket's revision that the caller has seen: at another the action is refused.
    public var revision: UInt64?

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
