package import Events
internal import HeapModule
package import Policies

/// The agents as far as dispatch knows them: a value, changed by what happens, that decides who is offered a ticket.
///
/// A decision is that of a full scan, without one. Agents are counted by pool, skill, region and standing. Those who
/// are available are ranked in trees by the most that they can score until a moment soon to come; a decision walks down
/// the trees, the best first, and stops where nobody can be among the first three any more. Time only raises the scores
/// of those who stay as they are, so that they are ranked anew in turn, as time passes.
///
/// Instants never go back here: one before the ``latest`` counts as that.
package struct AgentPool: Sendable {
    /// By ordinal, from 1, as all that follow.
    var figures: [AgentFigures] = []
    /// Time on line that has ended.
    var spans: [OnlineTime] = []
    /// The pool as a whole and its skills, and each of these by the regions that the agent serves.
    var memberships: [[Membership]] = []
    /// Numbers, each once.
    var regions: [[Int]] = []
    var processing: [ProcessingTimes] = []
    var profiles: [AgentProfile] = []

    var pools = CodeNumbers()
    var skills = CodeNumbers()
    var regionNumbers = CodeNumbers()
    var categories = CodeNumbers()

    var lists: [MemberList] = []
    /// By the pool's number; then first the pool as a whole, and skills by their numbers. -1 where nobody is.
    var listNumbers: [[Int]] = []

    var rankings: [Ranking] = []
    /// When what is ranked was ranked.
    var pass = RankingPass()
    /// That of the newest rules, by which agents stand; nil before there are any.
    var levelling: Policy.Levelling?
    /// When being levelled ends; entries may be of the past.
    var levellingEnds = Heap<LevellingEnd>()
    /// Agents who are on line, and their open tickets together.
    package internal(set) var onlineCount: UInt64 = 0
    package internal(set) var onlineOpen: UInt64 = 0
    /// The last instant that anything happened at.
    package internal(set) var latest = Instant(milliseconds: .min)

    package init() {}

    /// Where an agent is in a list.
    struct Membership: Sendable {
        var list: Int
        var slot: Int
        /// Whether the list is that of a skill.
        var hasSkill: Bool
        /// Whether the list is that of a region, and lies within another, which counts the agent.
        var isNear: Bool
    }

    struct LevellingEnd: Comparable, Sendable {
        var at: Instant
        var agent: Int

        static func < (left: Self, right: Self) -> Bool { (left.at, left.agent) < (right.at, right.agent) }
    }
}

// What is known of an agent. All are O(1) unless they say otherwise.
extension AgentPool {
    package var count: Int { figures.count }

    /// As it was last set; nil if there is no such agent.
    package func profile(of agent: AgentOrdinal) -> AgentProfile? { index(of: agent).map { profiles[$0] } }
    package func presence(of agent: AgentOrdinal) -> Presence? { index(of: agent).map { figures[$0].presence } }
    /// When the agent last stopped being off line; nil for who never has.
    package func signedInAt(of agent: AgentOrdinal) -> Instant? { index(of: agent).flatMap { figures[$0].signedInAt } }
    /// Until when an agent who just signed in is offered nothing out of the queue; nil for who may be.
    package func levelledUntil(_ agent: AgentOrdinal, _ levelling: Policy.Levelling) -> Instant? {
        index(of: agent).flatMap { figures[$0].levellingEnd(levelling) }
    }
    /// Tickets accepted and not resolved, and open offers.
    package func open(of agent: AgentOrdinal) -> UInt64 { index(of: agent).map { figures[$0].open } ?? 0 }
    package func answers(of agent: AgentOrdinal) -> Answers {
        index(of: agent).map { figures[$0].answers } ?? Answers()
    }

    /// On line, and with room: whoever is not can be offered nothing at all.
    package func isAvailable(_ agent: AgentOrdinal) -> Bool {
        index(of: agent).map { figures[$0].presence == .online && figures[$0].hasRoom } ?? false
    }

    /// How long this agent takes for tickets of a category; nil before the first.
    package func estimate(of agent: AgentOrdinal, category: String) -> Duration? {
        guard let index = index(of: agent), let number = categories[category] else { return nil }
        return processing[index].mean(category: number).map { .milliseconds($0) }
    }

    /// The share of the time before `instant` on line, in millionths. O(log n) of the agent's spans on line.
    /// - Parameter window: at most a day.
    package func onlineShare(of agent: AgentOrdinal, window: Duration, at instant: Instant) -> UInt64 {
        guard let index = index(of: agent) else { return 0 }
        let window = min(window.milliseconds, OnlineTime.kept)
        return Millionths.share(online(index, window: window, at: max(instant, latest)), of: max(1, window))
    }

    func index(of agent: AgentOrdinal) -> Int? {
        agent.rawValue >= 1 && agent.rawValue <= UInt64(figures.count) ? Int(agent.rawValue) - 1 : nil
    }

    /// Milliseconds on line of the `window` milliseconds before `instant`, which is not before the ``latest``: as it
    /// will be if the agent stays as it is.
    func online(_ agent: Int, window: Int64, at instant: Instant) -> Int64 {
        let start = instant.milliseconds - window
        guard let since = figures[agent].onlineSince?.milliseconds else {
            return spans[agent].milliseconds(after: start)
        }
        if since <= start { return window }
        return instant.milliseconds - since + spans[agent].milliseconds(after: start)
    }

    func list(pool: Int, skill: Int?) -> Int? {
        let column = skill.map { $0 + 1 } ?? 0
        guard column < listNumbers[pool].count, listNumbers[pool][column] >= 0 else { return nil }
        return listNumbers[pool][column]
    }
}
