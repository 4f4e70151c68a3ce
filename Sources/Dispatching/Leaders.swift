internal import Events
internal import Policies

/// The best of those offered so far: by score, then whoever was taken in first.
struct Leaders: Sendable {
    struct Leader: Sendable {
        /// Score and agent, as ``Tournament/key(score:agent:)`` orders them.
        var key: UInt64
        var agent: Int
        var terms: Terms
    }

    /// Candidates of a decision.
    static let countMax = 3

    private(set) var leaders: [Leader] = []
    /// Whoever is to come in has a larger key.
    private(set) var threshold: UInt64 = 0

    init() { leaders.reserveCapacity(Self.countMax + 1) }

    /// - Precondition: each agent is offered once.
    mutating func offer(_ agent: Int, _ terms: Terms, _ weights: Policy.ScoreWeights) {
        let key = Tournament.key(score: terms.score(weights), agent: agent)
        guard key > threshold else { return }
        let place = leaders.firstIndex { $0.key < key } ?? leaders.count
        leaders.insert(Leader(key: key, agent: agent, terms: terms), at: place)
        if leaders.count > Self.countMax { leaders.removeLast() }
        if leaders.count == Self.countMax { threshold = leaders[Self.countMax - 1].key }
    }

    /// As a decision stores them.
    func candidates(_ weights: Policy.ScoreWeights) -> [Candidate] {
        leaders.map { leader in
            var candidate = Candidate()
            candidate.agent = AgentOrdinal(rawValue: UInt64(leader.agent) + 1)
            candidate.score = leader.key >> 32
            candidate.terms = leader.terms.stored(weights)
            return candidate
        }
    }
}
