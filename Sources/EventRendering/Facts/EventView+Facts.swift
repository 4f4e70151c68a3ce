internal import Events
internal import JSONText
internal import Projections

extension EventView {
    /// What the event says besides whom it is about: an object. What is sealed is left out, and so are keys and where
    /// they lie.
    func facts(_ names: Names) throws(WireError) -> JSON {
        var facts = Facts(names)
        switch type {
        case .policyPublished: try facts.say(policyPublished: fields(PolicyPublished.self))
        case .accountCreated: try facts.say(accountCreated: fields(AccountCreated.self))
        case .agentChanged: try facts.say(agentChanged: fields(AgentChanged.self))
        case .presenceChanged: try facts.say(presenceChanged: fields(PresenceChanged.self))
        case .customerRegistered: try facts.say(customerRegistered: fields(CustomerRegistered.self))
        case .ticketSubmitted: try facts.say(ticketSubmitted: fields(TicketSubmitted.self))
        case .ticketClassified: try facts.say(ticketClassified: fields(TicketClassified.self))
        case .ticketPrioritised: try facts.say(ticketPrioritised: fields(TicketPrioritised.self))
        case .ticketQueued: try facts.say(ticketQueued: fields(TicketQueued.self))
        case .attachmentAdded: try facts.say(attachmentAdded: fields(AttachmentAdded.self))
        case .offerMade: try facts.say(offerMade: fields(OfferMade.self))
        case .offerAccepted: try facts.say(offerAccepted: fields(OfferAccepted.self))
        case .offerDeclined: try facts.say(offerDeclined: fields(OfferDeclined.self))
        case .offerExpired: try facts.say(offerExpired: fields(OfferExpired.self))
        case .progressRecorded: try facts.say(progressRecorded: fields(ProgressRecorded.self))
        case .ticketResolved: try facts.say(ticketResolved: fields(TicketResolved.self))
        case .ticketRated: try facts.say(ticketRated: fields(TicketRated.self))
        case .ticketClosed: try facts.say(ticketClosed: fields(TicketClosed.self))
        // Everything that they say besides is sealed.
        case .customerRevealed: break
        case .customerErased: facts.text("reason", try fields(CustomerErased.self).text(.reason))
        }
        return facts.json
    }
}
