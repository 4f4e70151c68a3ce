internal import CivilTime
internal import Events

/// An event as one line for people, in its parts: who prints it sets the columns and the colours.
package struct EventLine: Hashable, Sendable {
    /// `2026-11-22`, by the reader's clocks.
    package var date: String
    /// `04:59:10`
    package var time: String
    /// The ticket's number; empty where it is about none.
    package var ticket: String
    package var words: String
    package var tone: Tone

    /// What kind of news it is.
    package enum Tone: Hashable, Sendable, CaseIterable {
        /// About people and rules, not about a ticket.
        case background
        case plain
        /// Somebody is asked, or at work.
        case active
        /// Somebody has to look: nobody took it, or it presses.
        case warning
        case urgent
        case done
    }

    /// - Parameters:
    ///   - secondsFromUTC: how far ahead of UTC the reader's clocks are at the event's time.
    ///   - names: of the policy that the event goes by.
    package init(
        _ event: RenderedEvent, _ language: Language, secondsFromUTC: Int64, names: PolicyNames = PolicyNames()
    ) {
        let local = Timestamp(milliseconds: event.time.milliseconds).localText(secondsFromUTC: secondsFromUTC)
        let parts = local.split(separator: " ")
        date = String(parts[0])
        time = String(parts[1])
        ticket = event.ticket ?? ""
        words = event.words(language, secondsFromUTC: secondsFromUTC, names: names)
        tone = EventType(code: event.type).map { Tone($0, event) } ?? .plain
    }
}

extension EventLine.Tone {
    fileprivate init(_ type: EventType, _ event: RenderedEvent) {
        switch type {
        case .policyPublished, .accountCreated, .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked,
            .departmentChanged, .agentChanged, .presenceChanged, .customerRegistered, .customerRevealed,
            .customerErased, .notificationDelivered, .notificationRead, .deadlineStarted, .deadlineStopped,
            .deadlinePaused, .deadlineResumed, .deadlineMoved, .nothingChanged:
            self = .background
        case .ticketSubmitted, .ticketClassified, .attachmentAdded, .ticketReviewed, .notificationQueued, .surveySent,
            .surveyRevoked:
            self = .plain
        case .ticketPrioritised:
            switch event.fact("priority").flatMap({ Priority(code: $0) }) {
            case .urgent: self = .urgent
            case .high: self = .warning
            case .medium, .low, nil: self = .plain
            }
        case .ticketQueued, .offerDeclined, .offerExpired, .reviewRequested, .assignmentRejected, .assignmentWithdrawn,
            .deadlineWarned, .notificationFailed, .ticketReopened, .proposalWithdrawn:
            self = .warning
        // A customer without an account is told by people: nothing has gone wrong.
        case .notificationGivenUp where event.fact("fault") == DeliveryFault.noAccount.rawValue: self = .background
        case .deadlineBreached, .ticketEscalated, .notificationGivenUp: self = .urgent
        case .offerMade, .offerAccepted, .progressRecorded, .dispatchProposed, .assignmentRequested,
            .assignmentApproved, .customerContacted:
            self = .active
        case .ticketResolved, .ticketRated, .ticketClosed: self = .done
        }
    }
}
