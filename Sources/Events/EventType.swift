/// What happened. The number is the record's type in the log and the event's field in the envelope; it is never
/// given to another event.
public enum EventType: UInt32, CaseIterable, Hashable, Sendable {
    case policyPublished = 100
    case accountCreated = 101
    case agentChanged = 110
    case presenceChanged = 111
    case customerRegistered = 120
    case customerRevealed = 121
    case customerErased = 122
    case ticketSubmitted = 130
    case ticketClassified = 131
    case ticketPrioritised = 132
    case ticketQueued = 133
    case attachmentAdded = 134
    case offerMade = 140
    case offerAccepted = 141
    case offerDeclined = 142
    case offerExpired = 143
    case progressRecorded = 150
    case ticketResolved = 151
    case ticketRated = 152
    case ticketClosed = 153

    /// Below it lie the envelope's own fields.
    static let firstNumber = 100

    /// The payload of each.
    public var payload: any Event.Type {
        switch self {
        case .policyPublished: PolicyPublished.self
        case .accountCreated: AccountCreated.self
        case .agentChanged: AgentChanged.self
        case .presenceChanged: PresenceChanged.self
        case .customerRegistered: CustomerRegistered.self
        case .customerRevealed: CustomerRevealed.self
        case .customerErased: CustomerErased.self
        case .ticketSubmitted: TicketSubmitted.self
        case .ticketClassified: TicketClassified.self
        case .ticketPrioritised: TicketPrioritised.self
        case .ticketQueued: TicketQueued.self
        case .attachmentAdded: AttachmentAdded.self
        case .offerMade: OfferMade.self
        case .offerAccepted: OfferAccepted.self
        case .offerDeclined: OfferDeclined.self
        case .offerExpired: OfferExpired.self
        case .progressRecorded: ProgressRecorded.self
        case .ticketResolved: TicketResolved.self
        case .ticketRated: TicketRated.self
        case .ticketClosed: TicketClosed.self
        }
    }
}

/// Something that happened, in the past tense, with one meaning.
public protocol Event: Message {
    static var type: EventType { get }
    /// What it is about, for readers who skip what does not concern them.
    var subjects: [Subject] { get }
}

extension Event {
    public static var contractName: String {
        let name = "\(type)"
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
