/// What happened. The number is the record's type in the log and the event's field in the envelope; it is never
/// given to another event.
public enum EventType: UInt32, CaseIterable, Hashable, Sendable {
    case policyPublished = 100
    case accountCreated = 101
    case accountChanged = 102
    case passwordSet = 103
    case tokenIssued = 104
    case tokenRevoked = 105
    case departmentChanged = 106
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
    case reviewRequested = 135
    case ticketReviewed = 136
    case customerContacted = 137
    case ticketReopened = 138
    case ticketEscalated = 139
    case offerMade = 140
    case offerAccepted = 141
    case offerDeclined = 142
    case offerExpired = 143
    case dispatchProposed = 144
    case assignmentRequested = 145
    case assignmentApproved = 146
    case assignmentRejected = 147
    case assignmentWithdrawn = 148
    case proposalWithdrawn = 149
    case progressRecorded = 150
    case ticketResolved = 151
    case ticketRated = 152
    case ticketClosed = 153
    case deadlineStarted = 160
    case deadlineStopped = 161
    case deadlinePaused = 162
    case deadlineResumed = 163
    case deadlineMoved = 164
    case deadlineWarned = 165
    case deadlineBreached = 166
    case notificationQueued = 170
    case notificationDelivered = 171
    case notificationFailed = 172
    case notificationGivenUp = 173
    case notificationRead = 174
    case surveySent = 180
    case surveyRevoked = 181
    case nothingChanged = 190

    /// Below it lie the envelope's own fields.
    static let firstNumber = 100

    /// The payload of each.
    public var payload: any Event.Type {
        switch self {
        case .policyPublished: PolicyPublished.self
        case .accountCreated: AccountCreated.self
        case .accountChanged: AccountChanged.self
        case .passwordSet: PasswordSet.self
        case .tokenIssued: TokenIssued.self
        case .tokenRevoked: TokenRevoked.self
        case .departmentChanged: DepartmentChanged.self
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
        case .reviewRequested: ReviewRequested.self
        case .ticketReviewed: TicketReviewed.self
        case .customerContacted: CustomerContacted.self
        case .ticketReopened: TicketReopened.self
        case .ticketEscalated: TicketEscalated.self
        case .offerMade: OfferMade.self
        case .offerAccepted: OfferAccepted.self
        case .offerDeclined: OfferDeclined.self
        case .offerExpired: OfferExpired.self
        case .dispatchProposed: DispatchProposed.self
        case .assignmentRequested: AssignmentRequested.self
        case .assignmentApproved: AssignmentApproved.self
        case .assignmentRejected: AssignmentRejected.self
        case .assignmentWithdrawn: AssignmentWithdrawn.self
        case .proposalWithdrawn: ProposalWithdrawn.self
        case .progressRecorded: ProgressRecorded.self
        case .ticketResolved: TicketResolved.self
        case .ticketRated: TicketRated.self
        case .ticketClosed: TicketClosed.self
        case .deadlineStarted: DeadlineStarted.self
        case .deadlineStopped: DeadlineStopped.self
        case .deadlinePaused: DeadlinePaused.self
        case .deadlineResumed: DeadlineResumed.self
        case .deadlineMoved: DeadlineMoved.self
        case .deadlineWarned: DeadlineWarned.self
        case .deadlineBreached: DeadlineBreached.self
        case .notificationQueued: NotificationQueued.self
        case .notificationDelivered: NotificationDelivered.self
        case .notificationFailed: NotificationFailed.self
        case .notificationGivenUp: NotificationGivenUp.self
        case .notificationRead: NotificationRead.self
        case .surveySent: SurveySent.self
        case .surveyRevoked: SurveyRevoked.self
        case .nothingChanged: NothingChanged.self
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
