internal import PolicyFiles
internal import Dispatching
internal import Events
internal import Policies
internal import Seeds
internal import SimulatedStorage

/// Agents with a past, what happens to them, and tickets for them: made from a seed.
struct AgentCrowd {
    private(set) var pool = AgentPool()
    private(set) var now = Instant(milliseconds: 1_714_960_000_000)
    let rules = PolicyFiles.profile("smart-dispatch").policy.dispatch
    private var random: SplitMix64
    private let count: Int
    /// That tickets may need.
    private let needed: [String]

    private static let skills = (1...30).map { "skill-\($0)" }
    private static let regions = (1...20).map { "region-\($0)" }

    /// `count` agents: 1 to 4 of 30 skills, 20 regions, room for 3 to 8, 60% on line since some time of the last ten
    /// hours. Where all are alike, they have one skill and one capacity, no past, and came within five minutes.
    init(count: Int, seed: UInt64, areAlike: Bool = false) {
        random = SplitMix64(seed: seed)
        self.count = count
        needed = areAlike ? [Self.skills[0]] : Self.skills
        let profiles = (0..<count).map { _ in areAlike ? Self.same : profile() }
        let begin = now.advanced(by: .seconds(-10 * 3_600))
        for (index, profile) in profiles.enumerated() { pool.set(Self.ordinal(index), profile, at: begin) }
        if areAlike {
            now = begin.advanced(by: .seconds(300))
            let comings = (0..<count).map { _ in random.below(300_000) }.sorted()
            for (index, coming) in comings.enumerated() {
                pool.change(Self.ordinal(index), .online, at: begin.advanced(by: .milliseconds(coming)))
            }
        } else {
            comeAndGo(since: begin)
            for index in 0..<count { load(Self.ordinal(index), profiles[index].capacity) }
        }
        pool.prepare([rules], at: now)
    }

    private static let same = AgentProfile(skills: [.init(code: skills[0], level: 3)], capacity: 5)

    private static func ordinal(_ index: Int) -> AgentOrdinal { AgentOrdinal(rawValue: UInt64(index) + 1) }

    private mutating func profile() -> AgentProfile {
        let skills = (0..<random.number(in: 1...4)).map { _ in
            let since = now.advanced(by: .seconds(-random.below(8 * 31_557_600)))
            return AgentProfile.Skill(
                code: random.pick(Self.skills), level: UInt64(random.number(in: 1...5)),
                since: random.chance(1, in: 5) ? nil : since)
        }
        let regions = random.chance(1, in: 20) ? 0 : random.number(in: 1...3)
        let share = random.below(100)
        return AgentProfile(
            skills: skills, regions: (0..<regions).map { _ in random.pick(Self.regions) },
            pool: share < 90 ? AgentProfile.ordinaryPool : share < 97 ? "backup" : "cross-region",
            capacity: UInt64(random.number(in: 3...8)))
    }

    /// Ten hours: most come once, some went in between, and 60% are there at the end.
    private mutating func comeAndGo(since begin: Instant) {
        var changes: [(at: Int, agent: Int, presence: Presence)] = []
        for agent in 0..<count {
            let times = (0..<3).map { _ in random.below(36_000_000) }.sorted()
            if random.chance(1, in: 3) {
                changes.append((times[0], agent, .online))
                changes.append((times[1], agent, .offline))
            }
            if random.chance(6, in: 10) {
                changes.append((times[2], agent, .online))
            } else if random.chance(1, in: 5) {
                changes.append((times[2], agent, .busy))
            }
        }
        changes.sort { ($0.at, $0.agent) < ($1.at, $1.agent) }
        for change in changes {
            pool.change(
                Self.ordinal(change.agent), change.presence, at: begin.advanced(by: .milliseconds(change.at)))
        }
    }

    private mutating func load(_ agent: AgentOrdinal, _ capacity: UInt64) {
        for _ in 0..<random.number(in: 0...Int(capacity)) { pool.took(agent, isFromQueue: false, at: now) }
        let late = random.below(20)
        for _ in 0..<random.below(40) { pool.answered(agent, isInTime: !random.chance(late, in: 100), at: now) }
    }

    /// Something happens to somebody, a millisecond later.
    mutating func change() {
        now = now.advanced(by: .milliseconds(1))
        let agent = Self.ordinal(random.below(count))
        switch random.below(10) {
        case 0: pool.change(agent, random.chance(6, in: 10) ? .online : .offline, at: now)
        case 1, 2: pool.answered(agent, isInTime: random.chance(9, in: 10), at: now)
        case 3, 4, 5: if pool.isAvailable(agent) { pool.took(agent, isFromQueue: random.coin(), at: now) }
        default: if pool.open(of: agent) > 0 { pool.gaveBack(agent, at: now) }
        }
    }

    mutating func took(_ agent: AgentOrdinal) { pool.took(agent, isFromQueue: false, at: now) }

    /// One ticket in five needs no skill, one in ten is urgent and one in ten was declined by one or two.
    mutating func query() -> AgentPool.Query {
        var excluded: [AgentOrdinal: Instant] = [:]
        if random.chance(1, in: 10) {
            for _ in 0..<random.number(in: 1...2) {
                excluded[Self.ordinal(random.below(count))] = now.advanced(by: .seconds(1_800))
            }
        }
        return AgentPool.Query(
            rules: rules, priority: random.chance(1, in: 10) ? .urgent : random.pick([Priority.low, .medium, .high]),
            skill: random.chance(1, in: 5) ? nil : random.pick(needed),
            region: random.chance(1, in: 10) ? "" : random.pick(Self.regions), excluded: excluded,
            previous: random.chance(1, in: 5) ? [Self.ordinal(random.below(count))] : [],
            isFromQueue: random.chance(3, in: 10), now: now)
    }
}
