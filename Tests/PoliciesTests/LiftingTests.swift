import Events
import JSONText
import Policies
import Testing

@Suite("Policies of old logs")
struct LiftingTests {
    @Test("an event without the canonical form gets the one that the program had then")
    func lifted() throws {
        let event = PolicyPublished().lifted
        let policy = try Policy(canonical: event.canonical, version: event.version)
        #expect(policy.version == 1 && policy.profile == "smart-dispatch" && event.profile == policy.profile)
        #expect(policy.triage.categories.map(\.code) == ["系统故障", "投诉", "售后", "建议", "咨询"])
        #expect(policy.dispatch.weights.skill == 500_000 && policy.dispatch.weights.load == 400_000)
        #expect(policy.deadline("offer")?.length == .fixed(.seconds(900)) && policy.feedback.asks.isEmpty)
        #expect(event.lifted == event)
    }

    @Test("it is canonical, and never changes")
    func frozen() throws {
        let canonical = PolicyPublished().lifted.canonical
        let node = try #require(PolicyNode(canonical: canonical))
        var again: [UInt8] = []
        node.json.append(to: &again)
        #expect(again == canonical)
        // FNV-1a, 64 bits.
        let digest = canonical.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        #expect(digest == 0x5dbc510984b8352c)
    }

    @Test("an event that has one keeps it")
    func kept() {
        var event = PolicyPublished()
        (event.version, event.profile, event.canonical) = (7, "hotline", [1])
        #expect(event.lifted == event)
    }
}
