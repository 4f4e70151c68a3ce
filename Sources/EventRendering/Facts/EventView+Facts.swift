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
        case .accountChanged: try facts.say(accountChanged: fields(AccountChanged.self))
        case .passwordSet: try facts.say(passwordSet: fields(PasswordSet.self))
        case .tokenIssued: try facts.say(tokenIssued: fields(TokenIssued.self))
        case .tokenRevoked: try facts.say(tokenRevoked: fields(TokenRevoked.self))
        case .departmentChanged: try facts.say(departmentChanged: fields(DepartmentChanged.self))
        case .agentChanged: try facts.say(agentChanged: fields(AgentChanged.self))
        case .presenceChanged: try facts.say(presenceChanged: fields(PresenceChanged.self))
        case .customerRegistered: try facts.say(customerRegistered: fields(CustomerRegistered.self))
        case .ticketSubmitted: try facts.say(ticketSubmitted: fields(TicketSubmitted.self))
        case .ticketClassified: try facts.say(ticketClassified: fields(TicketClassified.self))
        case .ticketPrioritised: try facts.say(ticketPrioritised: fields(TicketPrioritised.self))
        case .ticketQueued: try facts.say(ticketQueued: fields(TicketQueued.self))
        case .attachmentAdded: try facts.say(attachmentAdded: fields(AttachmentAdded.self))
        case .reviewRequested: try facts.say(reviewRequested: fields(ReviewRequested.self))
        case .ticketReviewed: try facts.say(ticketReviewed: fields(TicketReviewed.self))
        case .customerContacted: try facts.say(customerContacted: fields(CustomerContacted.self))
        case .ticketReopened: try facts.say(ticketReopened: fields(TicketReopened.self))
        case .ticketEscalated: try facts.say(ticketEscalated: fields(TicketEscalated.self))
        case .offerMade: try facts.say(offerMade: fields(OfferMade.self))
        case .offerAccepted: try facts.say(offerAccepted: fields(OfferAccepted.self))
        case .offerDeclined: try facts.say(offerDeclined: fields(OfferDeclined.self))
        case .offerExpired: try facts.say(offerExpired: fields(OfferExpired.self))
        case .dispatchProposed: try facts.say(dispatchProposed: fields(DispatchProposed.self))
        case .assignmentRequested: try facts.say(assignmentRequested: fields(AssignmentRequested.self))
        case .assignmentApproved: try facts.say(assignmentApproved: fields(AssignmentApproved.self))
        case .assignmentRejected: try facts.say(assignmentRejected: fields(AssignmentRejected.self))
        case .assignmentWithdrawn: try facts.say(assignmentWithdrawn: fields(AssignmentWithdrawn.self))
        case .proposalWithdrawn: try facts.say(proposalWithdrawn: fields(ProposalWithdrawn.self))
        case .progressRecorded: try facts.say(progressRecorded: fields(ProgressRecorded.self))
        case .ticketResolved: try facts.say(ticketResolved: fields(TicketResolved.self))
        case .ticketRated: try facts.say(ticketRated: fields(TicketRated.self))
        case .ticketClosed: try facts.say(ticketClosed: fields(TicketClosed.self))
        case .deadlineStarted: try facts.say(deadlineStarted: fields(DeadlineStarted.self))
        case .deadlineStopped: try facts.say(deadlineStopped: fields(DeadlineStopped.self))
        case .deadlinePaused: try facts.say(deadlinePaused: fields(DeadlinePaused.self))
        case .deadlineResumed: try facts.say(deadlineResumed: fields(DeadlineResumed.self))
        case .deadlineMoved: try facts.say(deadlineMoved: fields(DeadlineMoved.self))
        case .deadlineWarned: try facts.say(deadlineWarned: fields(DeadlineWarned.self))
        case .deadlineBreached: try facts.say(deadlineBreached: fields(DeadlineBreached.self))
        case .notificationQueued: try facts.say(notificationQueued: fields(NotificationQueued.self))
        case .notificationDelivered: try facts.say(notificationDelivered: fields(NotificationDelivered.self))
        case .notificationFailed: try facts.say(notificationFailed: fields(NotificationFailed.self))
        case .notificationGivenUp: try facts.say(notificationGivenUp: fields(NotificationGivenUp.self))
        case .notificationRead: try facts.say(notificationRead: fields(NotificationRead.self))
        case .surveySent: try facts.say(surveySent: fields(SurveySent.self))
        case .surveyRevoked: try facts.say(surveyRevoked: fields(SurveyRevoked.self))
        // Everything that it says besides is sealed.
        case .customerRevealed, .nothingChanged: break
        case .customerErased: facts.text("reason", try fields(CustomerErased.self).text(.reason))
        }
        return facts.json
    }
}
