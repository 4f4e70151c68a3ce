import Domain
import Events
import Policies
import PolicyFiles
import Testing

@Suite("Policies that follow one another")
struct PolicyTests {
    /// The shipped profile with a piece exchanged.
    private static func changed(_ old: String, _ new: String) throws -> PolicyPublished {
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        try #require(source.contains(old))
        let document = try PolicyFiles.read(Array(source.replacing(old, with: new).utf8))
        var event = PolicyPublished()
        event.profile = document.policy.profile
        event.canonical = document.canonical
        return event
    }

    @Test("a ticket goes on under the policy that it was submitted under; versions are gapless")
    func gapless() throws {
        var world = World()
        let early = try world.submit()
        let events = try world.when(.publishPolicy(try Self.changed("offerAgainAfter: 30m", "offerAgainAfter: 1h")))
        #expect(events.compactMap { ($0 as? PolicyPublished)?.version } == [2])
        let late = try world.submit()
        #expect(world.state.policy.version == 2 && world.state.policyVersions == [1, 2])
        let tickets = try [early, late].map { try #require(world.state.openTickets[$0]) }
        #expect(tickets.map(\.policyVersion) == [1, 2])
        let again = tickets.map { world.state.rules(of: $0).policy.dispatch.offerAgainAfter }
        #expect(again == [.seconds(1_800), .seconds(3_600)])
    }

    @Test("a policy that nobody can read is told by its version")
    func unreadable() throws {
        var world = World()
        var event = PolicyPublished()
        event.canonical = Array("{}".utf8)
        #expect(throws: WireError.unreadablePolicy(version: 2)) { try world.when(.publishPolicy(event)) }
    }

    @Test("a policy of an older log may say what none may say any more")
    func older() throws {
        var world = World()
        var event = try Self.changed("offerAgainAfter: 30m", "offerAgainAfter: 1h")
        let canonical = String(decoding: event.canonical, as: UTF8.self)
        let doubled = canonical.replacing(#"["close-unrated"]"#, with: #"["close-unrated","close-unrated"]"#)
        try #require(doubled != canonical)
        #expect(throws: PolicyRefusal.self) { try PolicyFiles.read(Array(doubled.utf8)) }
        event.canonical = Array(doubled.utf8)
        try world.when(.publishPolicy(event))
        #expect(world.state.policy.deadline("survey")?.onBreach == [.closeUnrated, .closeUnrated])
    }

    @Test("numbers go on where an earlier policy's left off, and none is given twice")
    func numbers() throws {
        var world = World()
        let monthly = "{year}{month}-{serial:3}\", restarts: monthly"
        // By days, numbers may look like those of months: 202405-060002 is the sixth of May here, and there a serial.
        let daily = try Self.changed(monthly, "{year}{month}-{day}{serial:4}\", restarts: daily")
        let first = try world.submit()
        try world.when(.publishPolicy(daily))
        let second = try world.submit()
        let third = try world.submit()
        try world.when(.publishPolicy(try Self.changed("offerAgainAfter: 30m", "offerAgainAfter: 1h")))
        let fourth = try world.submit()
        let wanted = [
            ("202405-001", first), ("202405-060001", second), ("202405-060002", third), ("202405-002", fourth),
        ]
        for (number, ticket) in wanted { #expect(world.state.ticket(number: number) == ticket, "\(number)") }
        for wrong in ["202405-003", "202405-060003", "202405-060000", "202405-050001"] {
            #expect(world.state.ticket(number: wrong) == nil, "\(wrong)")
        }
    }

    @Test("a number that a ticket has by an earlier numbering is passed over")
    func coinciding() throws {
        var world = World()
        let narrow = try Self.changed("{year}{month}-{serial:3}", "{year}{month}{serial:1}")
        let wide = try Self.changed(
            "{year}{month}-{serial:3}\", restarts: monthly", "{year}{month}{day}{serial:1}\", restarts: daily")
        try world.when(.publishPolicy(narrow))
        // 202405161 is the 161st of May, and the first of the sixteenth.
        world.now = world.now.advanced(by: .seconds(10 * 86_400))
        var early: [TicketOrdinal] = []
        for _ in 0..<161 { early.append(try world.submit()) }
        try world.when(.publishPolicy(wide))
        let late = try world.submit()
        let next = try world.submit()
        #expect(world.state.ticket(number: "202405161") == early[160])
        #expect(world.state.ticket(number: "202405162") == late)
        #expect(world.state.ticket(number: "202405163") == next)
    }
}
