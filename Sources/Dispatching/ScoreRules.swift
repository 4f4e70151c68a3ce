internal import Events
internal import Policies

/// What a policy's scores depend on, beside the agent and the ticket.
struct ScoreRules: Hashable, Sendable {
    let weights: Policy.ScoreWeights
    private let yearsMin: UInt64
    private let onTimeMin: UInt64
    /// Milliseconds, at most ``OnlineTime/kept``.
    let window: Int64

    init(_ dispatch: Policy.Dispatch, _ weights: Policy.ScoreWeights) {
        self.weights = weights
        yearsMin = dispatch.preferred.yearsMin
        onTimeMin = dispatch.preferred.onTimeMin
        window = min(max(0, dispatch.presenceWindow.milliseconds), OnlineTime.kept)
    }

    init(_ dispatch: Policy.Dispatch, _ priority: Priority) {
        self.init(dispatch, dispatch.weightsByPriority[priority] ?? dispatch.weights)
    }

    /// The rules of a policy, each once: for tickets in general and for those of each priority.
    static func all(of dispatch: Policy.Dispatch) -> [ScoreRules] {
        var rules = [ScoreRules(dispatch, dispatch.weights)]
        for priority in Priority.allCases {
            let own = ScoreRules(dispatch, priority)
            if !rules.contains(own) { rules.append(own) }
        }
        return rules
    }

    func skill(_ fit: Fit) -> UInt64 {
        fit.isNeeded ? Millionths.share(fit.level, of: Terms.levelMax) : Millionths.whole
    }

    func experience(_ fit: Fit, _ answers: Answers, at instant: Instant) -> UInt64 {
        guard fit.isNeeded else { return answers.smoothedRate }
        let years = Millionths.share(fit.experience(at: instant), of: Terms.yearsMax * Terms.yearMilliseconds)
        return (years + answers.smoothedRate) / 2
    }

    func preferred(_ fit: Fit, _ answers: Answers, at instant: Instant) -> UInt64 {
        let hasYears = UInt64(fit.experience(at: instant) / Terms.yearMilliseconds) >= yearsMin
        return hasYears || answers.reach(onTimeMin) ? Millionths.whole : 0
    }

    /// `online` milliseconds of the window; a policy that looks back over no time asks for nothing.
    func presence(_ online: Int64) -> UInt64 {
        window == 0 ? Millionths.whole : Millionths.share(online, of: window)
    }

    /// What time alone may add at most to a score in so many milliseconds, as long as the agent stays on line.
    func growth(in milliseconds: Int64) -> UInt64 {
        guard milliseconds > 0 else { return 0 }
        let online = window == 0 ? 0 : Millionths.share(milliseconds, of: window)
        let years = Millionths.share(milliseconds, of: Terms.yearsMax * Terms.yearMilliseconds)
        // One more for each, since what a score rounds down may lie just below the next whole number.
        return (online + 1) * weights.presence / Millionths.whole + 1
            + (years + 1) * weights.experience / Millionths.whole + 1 + weights.preferred
    }
}

/// What an agent brings along for a ticket's skill.
struct Fit: Sendable {
    /// Whether the ticket needs a skill.
    var isNeeded: Bool
    var level: UInt64
    var since: Instant?

    /// Milliseconds; none where they are not known.
    func experience(at instant: Instant) -> Int64 {
        since.map { max(0, instant.milliseconds - $0.milliseconds) } ?? 0
    }
}
