internal import Bytes

extension EventView {
    /// The numbers in the fields 1 and 2, with which almost every event begins; 0 for one that is absent or no number.
    /// Goes by the order in which events are written: one that repeats its first fields further on is read differently
    /// here than by ``fields(_:)``. About 2 ns.
    public func leadingNumbers() throws(WireError) -> (first: UInt64, second: UInt64) {
        var numbers: (first: UInt64, second: UInt64) = (0, 0)
        var offset = 0
        if Self.begins(payload, withField: 1, at: offset) {
            numbers.first = try Self.number(payload, field: 1, &offset)
        }
        if Self.begins(payload, withField: 2, at: offset) {
            numbers.second = try Self.number(payload, field: 2, &offset)
        }
        return numbers
    }

    private static func begins(_ bytes: RawSpan, withField number: UInt8, at offset: Int) -> Bool {
        offset < bytes.byteCount && bytes.byte(at: offset) == number << 3
    }

    private static func number(_ bytes: RawSpan, field: Int, _ offset: inout Int) throws(WireError) -> UInt64 {
        offset += 1
        guard let number = Varint.read(bytes, at: &offset) else { throw .number(offset: offset) }
        return number
    }

    /// The ticket that the event is about; nil if it is about none. By ``leadingNumbers()``.
    public func ticket() throws(WireError) -> TicketOrdinal? {
        switch type {
        case .policyPublished, .accountCreated, .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked,
            .departmentChanged, .agentChanged, .presenceChanged, .customerRegistered, .customerErased:
            return nil
        case .customerRevealed:
            let ticket = try leadingNumbers().second
            return ticket == 0 ? nil : TicketOrdinal(rawValue: ticket)
        case .nothingChanged:
            let ticket = try leadingNumbers().first
            return ticket == 0 ? nil : TicketOrdinal(rawValue: ticket)
        case .ticketSubmitted, .ticketClassified, .ticketPrioritised, .ticketQueued, .attachmentAdded, .offerMade,
            .offerAccepted, .offerDeclined, .offerExpired, .progressRecorded, .ticketResolved, .ticketRated,
            .ticketClosed, .reviewRequested, .ticketReviewed, .customerContacted, .ticketReopened, .ticketEscalated,
            .dispatchProposed, .assignmentRequested, .assignmentApproved, .assignmentRejected, .assignmentWithdrawn,
            .proposalWithdrawn, .deadlineStarted, .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved,
            .deadlineWarned, .deadlineBreached, .notificationQueued, .notificationDelivered, .notificationFailed,
            .notificationGivenUp,
            .notificationRead, .surveySent, .surveyRevoked:
            return TicketOrdinal(rawValue: try leadingNumbers().first)
        }
    }

    /// The agent that the event is about; nil if it is about none.
    public func agent() throws(WireError) -> AgentOrdinal? {
        switch type {
        case .accountCreated: try fields(AccountCreated.self).ordinal(.agent)
        case .agentChanged: try fields(AgentChanged.self).ordinal(.agent)
        case .presenceChanged: try fields(PresenceChanged.self).ordinal(.agent)
        case .offerMade: try fields(OfferMade.self).ordinal(.agent)
        case .offerAccepted: try fields(OfferAccepted.self).ordinal(.agent)
        case .offerDeclined: try fields(OfferDeclined.self).ordinal(.agent)
        case .offerExpired: try fields(OfferExpired.self).ordinal(.agent)
        case .progressRecorded: try fields(ProgressRecorded.self).ordinal(.agent)
        case .ticketResolved: try fields(TicketResolved.self).ordinal(.agent)
        case .accountChanged: try fields(AccountChanged.self).ordinal(.agent)
        case .customerContacted: try fields(CustomerContacted.self).ordinal(.agent)
        case .assignmentRequested: try fields(AssignmentRequested.self).ordinal(.agent)
        case .assignmentApproved: try fields(AssignmentApproved.self).ordinal(.agent)
        case .assignmentRejected: try fields(AssignmentRejected.self).ordinal(.agent)
        case .assignmentWithdrawn: try fields(AssignmentWithdrawn.self).ordinal(.agent)
        case .notificationQueued: try fields(NotificationQueued.self).ordinal(.agent)
        case .policyPublished, .customerRegistered, .customerRevealed, .customerErased, .ticketSubmitted,
            .ticketClassified, .ticketPrioritised, .ticketQueued, .attachmentAdded, .ticketRated, .ticketClosed,
            .passwordSet, .tokenIssued, .tokenRevoked, .departmentChanged, .reviewRequested, .ticketReviewed,
            .ticketReopened, .ticketEscalated, .dispatchProposed, .proposalWithdrawn, .deadlineStarted,
            .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned, .deadlineBreached,
            .notificationDelivered,
            .notificationFailed, .notificationGivenUp, .notificationRead, .surveySent, .surveyRevoked, .nothingChanged:
            nil
        }
    }

    /// The customer that the event names; nil if it names none.
    public func customer() throws(WireError) -> CustomerOrdinal? {
        switch type {
        case .accountCreated: try fields(AccountCreated.self).ordinal(.customer)
        case .customerRegistered: try fields(CustomerRegistered.self).ordinal(.customer)
        case .customerRevealed: try fields(CustomerRevealed.self).ordinal(.customer)
        case .customerErased: try fields(CustomerErased.self).ordinal(.customer)
        case .ticketSubmitted: try fields(TicketSubmitted.self).ordinal(.customer)
        default: nil
        }
    }
}
