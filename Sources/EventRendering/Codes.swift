package import Events

/// What programs call a case: the contract's name of it in kebab-case.
package protocol Coded: CaseIterable, Hashable, Sendable {
    var code: String { get }
}

extension Coded {
    /// The case with a code; nil if there is none.
    package init?(code: String) {
        guard let found = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = found
    }
}

extension EventType: Coded {
    package var code: String {
        switch self {
        case .policyPublished: "policy-published"
        case .accountCreated: "account-created"
        case .accountChanged: "account-changed"
        case .passwordSet: "password-set"
        case .tokenIssued: "token-issued"
        case .tokenRevoked: "token-revoked"
        case .departmentChanged: "department-changed"
        case .agentChanged: "agent-changed"
        case .presenceChanged: "presence-changed"
        case .customerRegistered: "customer-registered"
        case .customerRevealed: "customer-revealed"
        case .customerErased: "customer-erased"
        case .ticketSubmitted: "ticket-submitted"
        case .ticketClassified: "ticket-classified"
        case .ticketPrioritised: "ticket-prioritised"
        case .ticketQueued: "ticket-queued"
        case .attachmentAdded: "attachment-added"
        case .reviewRequested: "review-requested"
        case .ticketReviewed: "ticket-reviewed"
        case .customerContacted: "customer-contacted"
        case .ticketReopened: "ticket-reopened"
        case .ticketEscalated: "ticket-escalated"
        case .offerMade: "offer-made"
        case .offerAccepted: "offer-accepted"
        case .offerDeclined: "offer-declined"
        case .offerExpired: "offer-expired"
        case .dispatchProposed: "dispatch-proposed"
        case .assignmentRequested: "assignment-requested"
        case .assignmentApproved: "assignment-approved"
        case .assignmentRejected: "assignment-rejected"
        case .assignmentWithdrawn: "assignment-withdrawn"
        case .proposalWithdrawn: "proposal-withdrawn"
        case .progressRecorded: "progress-recorded"
        case .ticketResolved: "ticket-resolved"
        case .ticketRated: "ticket-rated"
        case .ticketClosed: "ticket-closed"
        case .deadlineStarted: "deadline-started"
        case .deadlineStopped: "deadline-stopped"
        case .deadlinePaused: "deadline-paused"
        case .deadlineResumed: "deadline-resumed"
        case .deadlineMoved: "deadline-moved"
        case .deadlineWarned: "deadline-warned"
        case .deadlineBreached: "deadline-breached"
        case .notificationQueued: "notification-queued"
        case .notificationDelivered: "notification-delivered"
        case .notificationFailed: "notification-failed"
        case .notificationGivenUp: "notification-given-up"
        case .notificationRead: "notification-read"
        case .surveySent: "survey-sent"
        case .surveyRevoked: "survey-revoked"
        case .nothingChanged: "nothing-changed"
        }
    }
}

extension Priority: Coded {
    package var code: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .urgent: "urgent"
        }
    }
}

extension Presence: Coded {
    package var code: String {
        switch self {
        case .offline: "offline"
        case .online: "online"
        case .busy: "busy"
        }
    }
}

extension LifeCycle: Coded {
    package var code: String {
        switch self {
        case .waiting: "waiting"
        case .offered: "offered"
        case .accepted: "accepted"
        case .inProgress: "in-progress"
        case .resolved: "resolved"
        case .closed: "closed"
        }
    }
}

extension Grade: Coded {
    package var code: String {
        switch self {
        case .veryDissatisfied: "very-dissatisfied"
        case .dissatisfied: "dissatisfied"
        case .fair: "fair"
        case .satisfied: "satisfied"
        case .verySatisfied: "very-satisfied"
        }
    }
}

extension Closing: Coded {
    package var code: String {
        switch self {
        case .rated: "rated"
        case .unrated: "unrated"
        case .manual: "manual"
        case .elsewhere: "elsewhere"
        case .recordEnded: "record-ended"
        case .abandoned: "abandoned"
        }
    }
}

extension LeftOut: Coded {
    package var code: String {
        switch self {
        case .offline: "offline"
        case .busy: "busy"
        case .full: "full"
        case .skillMissing: "skill-missing"
        case .declined: "declined"
        case .levelled: "levelled"
        }
    }
}

extension QueuedBecause: Coded {
    package var code: String {
        switch self {
        case .nobodyEligible: "nobody-eligible"
        case .returned: "returned"
        }
    }
}

extension FileKind: Coded {
    package var code: String {
        switch self {
        case .text: "text"
        case .picture: "picture"
        case .voice: "voice"
        case .video: "video"
        case .document: "document"
        case .other: "other"
        }
    }
}

extension ReviewBecause: Coded {
    package var code: String {
        switch self {
        case .tooVague: "too-vague"
        case .lowConfidence: "low-confidence"
        case .priorityInDoubt: "priority-in-doubt"
        case .policyAsks: "policy-asks"
        case .handlerLacksSkill: "handler-lacks-skill"
        }
    }
}
