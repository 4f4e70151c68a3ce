public import Events

extension Policy {
    /// Who is offered a ticket.
    public struct Dispatch: Hashable, Sendable {
        public var mode: DispatchMode
        /// Open tickets, offers counted, that an agent takes who is made without a capacity: it is theirs from then on.
        public var capacity: UInt64
        public var weights: ScoreWeights
        /// For tickets of a priority that are weighed otherwise.
        public var weightsByPriority: [Priority: ScoreWeights]
        public var preferred: Preference
        /// Groups of agents, as rings name them.
        public var pools: [Code]
        /// Where to look for somebody, one after the other.
        public var rings: [Ring]
        /// How long an offer that was declined or ran out keeps its agent from being offered the same ticket; see
        /// ``offerAgainAfter(times:)``.
        public var offerAgainAfter: Duration
        /// So many offers of a ticket may be declined or run out, one after another: then it is offered by itself only
        /// to who did not pass it by yet, until somebody sees to it. Nil for no such bound.
        public var offersMax: UInt64?
        public var levelling: Levelling
        /// How much of the time before now counts for the share on line.
        public var presenceWindow: Duration
        public var plausibility: Plausibility
        /// Who has to approve when a dispatcher chooses somebody else; nil where nobody has to.
        public var manualApproval: Recipient?
    }

    public enum DispatchMode: String, CaseIterable, Hashable, Sendable {
        /// The best candidate is offered the ticket at once.
        case automatic
        /// A dispatcher 派单员 confirms one of the candidates first.
        case confirm
    }

    /// What each dimension counts for, in millionths; together 1,000,000.
    public struct ScoreWeights: Hashable, Sendable {
        /// How well the agent knows the category's skill.
        public var skill: UInt64
        /// Capacity that is left.
        public var load: UInt64
        /// Share of the presence window on line.
        public var presence: UInt64
        public var region: UInt64
        /// Years in the skill, and answers in time.
        public var experience: UInt64
        /// The agent fulfils the ``Preference``.
        public var preferred: UInt64
        /// The agent had this ticket, or another of this customer, before.
        public var affinity: UInt64
    }

    /// Whom a ticket would rather have.
    public struct Preference: Hashable, Sendable {
        /// So many years of experience in the skill,
        public var yearsMin: UInt64
        /// or so many millionths of offers answered in time.
        public var onTimeMin: UInt64
    }

    /// A step of fallback: who is looked at when nobody in the rings before can take the ticket.
    public struct Ring: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        /// Codes of the pools that its agents are in; empty for all.
        public var pools: [String]
        /// Only agents of the ticket's own region.
        public var isRegional: Bool
    }

    /// Keeps whoever signs in first from getting the whole backlog, so that others who come later find some left.
    ///
    /// Others: each ticket goes by those who are there for it, at work or not, full or not: the agents whom a ring of
    /// the rules looks at, who have the skill, and who did not pass the ticket by a short while ago. Where there is one
    /// of them alone, nothing is left for anybody, and they are not held back. That is looked at anew in each decision:
    /// when the last of the others loses the skill, what waits is offered at once; when one comes to have it, whoever
    /// was alone is held back for as many windows as they were offered tickets, those offered before counted.
    public struct Levelling: Hashable, Sendable {
        /// Offers out of the queue
        public var offersMax: UInt64
        /// within so long after signing in. Who was off line for less than half an hour has not signed in anew.
        public var window: Duration
        /// And as many more with each further window, until they were offered as many as they take at once: others may
        /// still come. Otherwise the first window is all.
        public var repeats = false

        public init(offersMax: UInt64, window: Duration, repeats: Bool = false) {
            self.offersMax = offersMax
            self.window = window
            self.repeats = repeats
        }
    }

    /// What makes an offer look odd: it is flagged, not refused.
    public struct Plausibility: Hashable, Sendable {
        /// More open tickets than so many times the mean, in millionths.
        public var loadFactorMax: UInt64
    }

    /// The weights for a ticket of `priority`.
    public func weights(_ priority: Priority) -> ScoreWeights {
        dispatch.weightsByPriority[priority] ?? dispatch.weights
    }
}

extension Policy.Dispatch {
    /// How long an agent who passed a ticket by so often, from 1, is not offered it again: twice as long each time, up
    /// to a day, so that what nobody ever takes does not go round and round.
    public func offerAgainAfter(times: UInt64) -> Duration {
        var (wait, left) = (offerAgainAfter, times)
        while left > 1, wait < Self.doubledUpTo {
            (wait, left) = (min(wait * 2, Self.doubledUpTo), left - 1)
        }
        return wait
    }

    private static let doubledUpTo = Duration.seconds(24 * 3_600)
}

extension Policy.Levelling {
    /// When an agent may be offered more out of the queue again, by how long after signing in; nil where they may now.
    /// - Parameters:
    ///   - offers: out of the queue, since signing in.
    ///   - capacity: what the agent takes at once.
    public func holdsUntil(offers: UInt64, capacity: UInt64) -> Duration? {
        guard offers >= offersMax else { return nil }
        guard repeats, offersMax > 0 else { return window }
        return offers < capacity ? window * Int(clamping: offers / offersMax) : nil
    }
}
