import Bytes
import Events
import Projections
import Testing

@Suite("What customers said of an agent's work")
struct AgentRatingsTests {
    private static let ticket = History.ticket
    private static let wang = AgentOrdinal(rawValue: 2)

    /// Lin and Wang, and a ticket that Lin has resolved.
    private static func resolved() throws -> History {
        var history = try History.begun()
        try history.happened(AgentChanged.self) { ($0.agent, $0.identifier, $0.capacity) = (wang, "wang", 3) }
        try history.accepted()
        try history.happened(TicketResolved.self) { ($0.ticket, $0.agent) = (ticket, History.lin) }
        return history
    }

    @Test("counts under the grade that was given", arguments: Grade.allCases)
    func graded(_ grade: Grade) throws {
        var history = try Self.resolved()
        try history.happened(TicketRated.self) { ($0.ticket, $0.grade) = (Self.ticket, grade) }
        try history.happened(TicketClosed.self) { ($0.ticket, $0.closing) = (Self.ticket, .rated) }
        let counts = history.ratings[History.lin]
        for each in Grade.allCases { #expect(counts[each] == (each == grade ? 1 : 0)) }
        #expect(counts.unrated == 0)
        #expect(history.ratings[Self.wang] == AgentRatings.Counts())
    }

    @Test("counts as not rated when the ticket is closed without a grade", arguments: [Closing.unrated, .manual])
    func unrated(_ closing: Closing) throws {
        var history = try Self.resolved()
        try history.happened(TicketClosed.self) { ($0.ticket, $0.closing) = (Self.ticket, closing) }
        let counts = history.ratings[History.lin]
        #expect(counts.unrated == 1)
        #expect(Grade.allCases.allSatisfy { counts[$0] == 0 })
    }

    @Test("counts each cycle for whoever resolved the ticket in it")
    func cycles() throws {
        var history = try Self.resolved()
        try history.happened(TicketRated.self) { ($0.ticket, $0.grade) = (Self.ticket, .dissatisfied) }
        try history.happened(TicketReopened.self) { ($0.ticket, $0.cycle) = (Self.ticket, 2) }
        try history.happened(OfferMade.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.wang) }
        try history.happened(OfferAccepted.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.wang) }
        try history.happened(TicketResolved.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.wang) }
        try history.happened(TicketRated.self) { ($0.ticket, $0.grade) = (Self.ticket, .satisfied) }
        try history.happened(TicketClosed.self) { ($0.ticket, $0.closing) = (Self.ticket, .rated) }
        let (lin, wang) = (history.ratings[History.lin], history.ratings[Self.wang])
        #expect((lin[.dissatisfied], lin[.satisfied], lin.unrated) == (1, 0, 0))
        #expect((wang[.dissatisfied], wang[.satisfied], wang.unrated) == (0, 1, 0))
    }

    @Test("changes the bytes that are held to another replay's")
    func digest() throws {
        func bytes(_ history: History) -> [UInt8] {
            var bytes: [UInt8] = []
            var form = CanonicalBytes { bytes += $0 }
            history.ratings.write(to: &form)
            form.flush()
            return bytes
        }
        var (rated, unrated) = (try Self.resolved(), try Self.resolved())
        let before = bytes(rated)
        try rated.happened(TicketRated.self) { ($0.ticket, $0.grade) = (Self.ticket, .fair) }
        try unrated.happened(TicketClosed.self) { ($0.ticket, $0.closing) = (Self.ticket, .unrated) }
        #expect(Set([before, bytes(rated), bytes(unrated)]).count == 3)
    }
}
