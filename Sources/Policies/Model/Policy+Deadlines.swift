public import Events

extension Policy {
    /// A clock: what starts it, how long it runs, what happens when it has run out.
    public struct Deadline: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        public var starts: [Trigger]
        public var stops: [Trigger]
        public var length: Length
        /// Of the calendar whose time counts.
        public var calendar: String
        /// While a ticket is at one of these stages, the clock stands still.
        public var pausedAt: [String]
        /// How long before the end it warns; shares are in millionths of the length.
        public var warnings: [Warning]
        public var onBreach: [BreachAction]
        /// After a breach it runs again for so long; nil where once is enough.
        public var repeats: Duration?
    }

    /// The deadline that ends an offer; nil where offers stand until somebody ends them.
    public var offerDeadline: Deadline? {
        deadlines.first { $0.starts.contains(.offered) && $0.onBreach.contains(.reassign) }
    }

    /// Something that happens to a ticket, as deadlines, surveys and notifications wait for it.
    public enum Trigger: Hashable, Sendable {
        case submitted, proposed, queued, offered, accepted
        /// An offer or an assignment came to its end without work done: declined, run out, withdrawn.
        case returned
        case progressed, contacted, resolved, surveyed, rated, reopened, closed
        /// Somebody else than the handler spoke to the customer about work that is done, with a reason of the policy's
        /// for what was wrong, if it has any.
        case calledBack
        /// A person handed it up. What a deadline does when it runs out is none.
        case escalated
        /// A person is to look at it.
        case reviewRequested
        /// Somebody wants it to go to an agent of their choice, and somebody else has to agree.
        case assignmentRequested
        /// The ticket came to a stage, by its code.
        case stage(String)
        /// The customer gave this grade, by its code.
        case graded(String)
    }

    public enum Length: Hashable, Sendable {
        case fixed(Duration)
        /// Under a priority that is not named the clock does not run.
        case byPriority([Priority: Duration])
        /// Of the category, or of the one above; otherwise the second.
        case byCategory([String: Duration], otherwise: Duration)
        case byTier([String: Duration], otherwise: Duration)
        /// The category's estimate, moved towards the agent's own history.
        case estimate
    }

    public struct Warning: Hashable, Sendable {
        /// Of the length, in millionths, from its start.
        public var after: UInt64
        public var remind: Recipient
        public var template: String
    }

    public enum BreachAction: Hashable, Sendable {
        case remind(Recipient, template: String)
        /// Handed up: the recipient is told, and the ticket is marked.
        case escalate(Recipient, template: String)
        /// The offer or the assignment ends, and the ticket is dispatched again.
        case reassign
        /// Nobody answers any more: closed as not rated.
        case closeUnrated
    }

    /// Who is told.
    public enum Recipient: String, CaseIterable, Hashable, Sendable {
        case assignee, clerk, dispatcher, supervisor
        case departmentManager = "department-manager"
        case customer
    }

    /// Business hours: which minutes of which days count.
    public struct Calendar: Hashable, Sendable {
        public var code: String
        /// A name of the zone database: `Asia/Shanghai`.
        public var zone: String
        /// Seven, Monday first.
        public var week: [[Span]]
        /// The names of the holiday calendars that apply: `china`.
        public var holidays: [String]
        /// Days that are otherwise than the week says: closed where there is no span. As `YYYY-MM-DD`.
        public var exceptions: [String: [Span]]
    }

    /// From minute to minute of a day; 24:00 is 1440.
    public struct Span: Hashable, Sendable {
        public var from: Int
        public var to: Int

        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }
}

extension Policy.Deadline {
    /// Whether it may start, stop, pause or resume because of one of them.
    public func isConcerned(by triggers: [Policy.Trigger]) -> Bool {
        if starts.contains(where: triggers.contains) || stops.contains(where: triggers.contains) { return true }
        guard !pausedAt.isEmpty else { return false }
        return triggers.contains { trigger in
            switch trigger {
            // A ticket that goes back or round again is at no stage.
            case .stage, .returned, .reopened: true
            default: false
            }
        }
    }
}

extension Policy.Deadline {
    /// What it waits for, of all that stops it: the first of these that does. nil where anything that stops it is as
    /// good.
    public var awaited: Policy.Trigger? {
        let deeds: [Policy.Trigger] = [.accepted, .contacted, .calledBack, .resolved, .rated]
        return deeds.first(where: stops.contains)
    }
}
