import Dispatching
import Events
import Policies
import Testing

/// Somebody, levelled, and what else there is for the ticket of a category from a region.
struct Desk: Sendable, CustomTestStringConvertible {
    var says: String
    var other: AgentProfile?
    var presence = Presence.offline
    /// Whether the other one has no room.
    var isFull = false
    /// Whether nobody acts for the other one any more.
    var hasLeft = false
    /// Seconds until they may be asked again who passed it by.
    var declinedFor: Int?
    /// Whether the one who is levelled is held back.
    var holdsBack: Bool

    var testDescription: String { says }

    private static let ofRecord: AgentProfile = {
        var other = profile()
        other.isOfRecord = true
        return other
    }()

    private static func profile(_ skill: String = "售后", _ region: String = "", _ pool: String = "regular")
        -> AgentProfile
    {
        AgentProfile(
            skills: [.init(code: skill, level: 1)], regions: region.isEmpty ? [] : [region], pool: pool, capacity: 1)
    }

    static let all: [Desk] = [
        Desk(says: "nobody else", holdsBack: false),
        Desk(says: "another who is off line", other: profile(), holdsBack: true),
        Desk(says: "another whom only a record names", other: ofRecord, holdsBack: false),
        Desk(says: "another of a record, who came", other: ofRecord, presence: .busy, holdsBack: true),
        Desk(says: "another who left", other: profile(), hasLeft: true, holdsBack: false),
        Desk(
            says: "another who left, and is there still", other: profile(), presence: .busy, hasLeft: true,
            holdsBack: true),
        Desk(says: "another who is busy", other: profile(), presence: .busy, holdsBack: true),
        Desk(says: "another who is full", other: profile(), presence: .online, isFull: true, holdsBack: true),
        Desk(says: "another without the skill", other: profile("投诉"), holdsBack: false),
        Desk(says: "another of a pool that no ring names", other: profile("售后", "", "night"), holdsBack: false),
        Desk(says: "another of a later ring", other: profile("售后", "", "backup"), holdsBack: true),
        Desk(says: "another of the region", other: profile("售后", "上海"), holdsBack: true),
        Desk(says: "another of another region", other: profile("售后", "北京"), holdsBack: true),
        Desk(says: "another of a regional ring, of the region", other: profile("售后", "上海", "near"), holdsBack: true),
        Desk(says: "another of a regional ring, elsewhere", other: profile("售后", "北京", "near"), holdsBack: false),
        Desk(says: "another who declined it", other: profile(), declinedFor: 1, holdsBack: false),
        Desk(says: "another who declined it long ago", other: profile(), declinedFor: 0, holdsBack: true),
    ]

    static let rules: Policy.Dispatch = {
        var rules = Rules.smart
        rules.levelling = Policy.Levelling(offersMax: 1, window: .seconds(600), repeats: true)
        rules.rings = [
            Rules.ring("regular", pools: ["regular"]), Rules.ring("near", pools: ["near"], isRegional: true),
            Rules.ring("backup", pools: ["backup"]),
        ]
        return rules
    }()
}

@Suite("Levelling and the only one there is")
struct LoneDeskTests {
    @Test("Nobody is held back where nobody else is there for the ticket, at work or not", arguments: Desk.all)
    func held(_ desk: Desk) {
        var both = Both()
        both.pool.prepare([Desk.rules], at: both.now)
        let profile = AgentProfile(skills: [.init(code: "售后", level: 3)], capacity: 5)
        let own = both.add(profile)
        both.took(own, isFromQueue: true)
        let other = desk.other.map { both.add($0, desk.presence) }
        if desk.isFull, let other { both.took(other) }
        if desk.hasLeft, let other { both.set(other, hasLeft: true) }
        var query = both.query(Desk.rules, skill: "售后", region: "上海", isFromQueue: true)
        if let other, let seconds = desk.declinedFor {
            query.excluded = [other: both.now.advanced(by: .seconds(seconds))]
        }
        let decision = both.decide(query)
        #expect(decision.candidates.map(\.agent) == (desk.holdsBack ? [] : [own]))
        #expect(decision.leftOut.contains(LeftOutCount(.levelled, count: 1)) == desk.holdsBack)
        #expect(both.pool.canTake(own, query) != desk.holdsBack)
        #expect(both.pool.onlyOne(query) == (desk.holdsBack ? nil : own))
    }

    @Test("Who left is waited for again once somebody acts for them")
    func back() {
        var both = Both()
        both.pool.prepare([Desk.rules], at: both.now)
        let able = AgentProfile(skills: [.init(code: "售后", level: 3)], capacity: 5)
        let own = both.add(able)
        both.took(own, isFromQueue: true)
        let other = both.add(able, .offline)
        for hasLeft in [true, false] {
            both.set(other, hasLeft: hasLeft)
            let query = both.query(Desk.rules, skill: "售后", isFromQueue: true)
            #expect(both.decide(query).eligible == (hasLeft ? 1 : 0))
        }
    }

    @Test("Whoever comes to be there, or is not any more, changes it at once, by rules that are prepared or not")
    func changes() {
        for isPrepared in [true, false] {
            var both = Both()
            if isPrepared { both.pool.prepare([Desk.rules], at: both.now) }
            func eligible() -> UInt64 {
                both.decide(both.query(Desk.rules, skill: "售后", isFromQueue: true)).eligible
            }
            let (able, unable) = (
                AgentProfile(skills: [.init(code: "售后", level: 3)], capacity: 5), AgentProfile(capacity: 5)
            )
            let own = both.add(able)
            both.took(own, isFromQueue: true)
            let other = both.add(unable, .offline)
            #expect(eligible() == 1)
            both.set(other, able)
            #expect(eligible() == 0)
            both.set(other, unable)
            #expect(eligible() == 1)
            // What they were offered while they were alone counts from then on.
            both.took(own, isFromQueue: true)
            both.set(other, able)
            both.pass(.seconds(600))
            #expect(eligible() == 0)
            both.pass(.seconds(600))
            #expect(eligible() == 1)
        }
    }
}
