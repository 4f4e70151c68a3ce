internal import Events

/// The available agents of every list, by the most that they can score under one policy's rules.
struct Ranking: Sendable {
    let rules: ScoreRules
    /// By list: those whom anything can be offered,
    var free: [Tournament] = []
    /// and those to whom nothing out of the queue can.
    var levelled: [Tournament] = []

    init(_ rules: ScoreRules) { self.rules = rules }
}

/// Agents are ranked by what they can score until `end`, so that a ranking holds until then; and all of them again, a
/// few at a time as time passes, within `length`, so that it holds on.
struct RankingPass: Sendable {
    var start = Int64.min / 2
    /// The first agent that this pass has not come to.
    var next = 0

    /// Milliseconds. Shorter ranks more often, longer makes a decision look at more agents: in two minutes, presence
    /// over 7 hours can add 5 thousandths of its weight.
    static let length: Int64 = 60_000

    /// Until when whoever is ranked in this pass is ranked rightly.
    var end: Instant { Instant(milliseconds: start + 2 * Self.length) }

    /// Until when all of `count` agents are.
    func holdsUntil(_ count: Int) -> Instant {
        next < count ? Instant(milliseconds: start + Self.length) : end
    }
}
