extension EventView {
    /// The ticket that the event is about; nil if it is about none.
    public func ticket() throws(WireError) -> TicketOrdinal? {
        switch type {
        case .policyPublished, .accountCreated, .agentChanged, .presenceChanged, .customerRegistered,
            .customerErased:
            nil
        case .customerRevealed: try fields(CustomerRevealed.self).ordinal(.ticket)
        case .ticketSubmitted: try fields(TicketSubmitted.self).ordinal(.ticket)
        case .ticketClassified: try fields(TicketClassified.self).ordinal(.ticket)
        case .ticketPrioritised: try fields(TicketPrioritised.self).ordinal(.ticket)
        case .ticketQueued: try fields(TicketQueued.self).ordinal(.ticket)
        case .attachmentAdded: try fields(AttachmentAdded.self).ordinal(.ticket)
        case .offerMade: try fields(OfferMade.self).ordinal(.ticket)
        case .offerAccepted: try fields(OfferAccepted.self).ordinal(.ticket)
        case .offerDeclined: try fields(OfferDeclined.self).ordinal(.ticket)
        case .offerExpired: try fields(OfferExpired.self).ordinal(.ticket)
        case .progressRecorded: try fields(ProgressRecorded.self).ordinal(.ticket)
        case .ticketResolved: try fields(TicketResolved.self).ordinal(.ticket)
        case .ticketRated: try fields(TicketRated.self).ordinal(.ticket)
        case .ticketClosed: try fields(TicketClosed.self).ordinal(.ticket)
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
        case .policyPublished, .customerRegistered, .customerRevealed, .customerErased, .ticketSubmitted,
            .ticketClassified, .ticketPrioritised, .ticketQueued, .attachmentAdded, .ticketRated, .ticketClosed:
            nil
        }
    }

    /// The customer that the event names; nil if it names none.
    public func customer() throws(WireError) -> CustomerOrdinal? {
        switch type {
        case .customerRegistered: try fields(CustomerRegistered.self).ordinal(.customer)
        case .customerRevealed: try fields(CustomerRevealed.self).ordinal(.customer)
        case .customerErased: try fields(CustomerErased.self).ordinal(.customer)
        case .ticketSubmitted: try fields(TicketSubmitted.self).ordinal(.customer)
        default: nil
        }
    }
}
