import Bytes
import Events
import Projections
import Testing

@Suite("Survey links")
struct SurveysTests {
    private static let ticket = TicketOrdinal(rawValue: 1)
    private static let hash = [UInt8](repeating: 1, count: 32)

    enum Ending: String, CaseIterable, Sendable { case answered, revoked, reopened, closed, sentAnew }

    @Test("work from when they are sent, and until they end in one of these ways", arguments: Ending.allCases)
    func ends(_ ending: Ending) throws {
        var surveys = Surveys()
        #expect(surveys.survey(tokenHash: Self.hash) == nil)
        try surveys.sent(Self.ticket, Self.hash, sequence: 7)
        guard case .open(let survey)? = surveys.survey(tokenHash: Self.hash) else {
            Issue.record("it is open")
            return
        }
        #expect(survey.ticket == Self.ticket && survey.sequence == 7)
        #expect(survey == surveys.survey(of: Self.ticket))
        switch ending {
        case .answered: try surveys.happened(TicketRated.self, 8) { $0.ticket = Self.ticket }
        case .revoked: try surveys.happened(SurveyRevoked.self, 8) { $0.ticket = Self.ticket }
        case .reopened: try surveys.happened(TicketReopened.self, 8) { $0.ticket = Self.ticket }
        case .closed: try surveys.happened(TicketClosed.self, 8) { $0.ticket = Self.ticket }
        case .sentAnew: try surveys.sent(Self.ticket, [UInt8](repeating: 2, count: 32), sequence: 8)
        }
        #expect(surveys.survey(tokenHash: Self.hash) == .ended)
        #expect(surveys.count == (ending == .sentAnew ? 1 : 0))
        #expect(surveys.survey(of: Self.ticket)?.sequence == (ending == .sentAnew ? 8 : nil))
    }

    @Test("of another ticket go on")
    func others() throws {
        var surveys = Surveys()
        try surveys.sent(Self.ticket, Self.hash, sequence: 1)
        try surveys.happened(TicketRated.self, 2) { $0.ticket = TicketOrdinal(rawValue: 2) }
        #expect(surveys.survey(of: Self.ticket) != nil)
    }

    @Test("that ended are known for a while, and then unknown", arguments: [0, 1, 5])
    func forgotten(_ endedMax: Int) throws {
        var surveys = Surveys(endedMax: endedMax)
        let hashes = (0..<20).map { [UInt8](repeating: UInt8($0), count: 32) }
        for (index, hash) in hashes.enumerated() {
            let ticket = TicketOrdinal(rawValue: UInt64(index) + 1)
            try surveys.sent(ticket, hash, sequence: 1)
            try surveys.happened(TicketRated.self, 2) { $0.ticket = ticket }
            let known = hashes.filter { surveys.survey(tokenHash: $0) != nil }
            #expect(known == Array(hashes[max(0, index + 1 - endedMax)..<index + 1]))
        }
    }
}

extension Surveys {
    fileprivate mutating func sent(_ ticket: TicketOrdinal, _ hash: [UInt8], sequence: UInt64) throws {
        try happened(SurveySent.self, sequence) { ($0.ticket, $0.tokenHash) = (ticket, hash) }
    }

    fileprivate mutating func happened<Payload: Event>(
        _: Payload.Type, _ sequence: UInt64, _ fill: (inout Payload) -> Void
    ) throws {
        var event = Payload()
        fill(&event)
        let body = try Envelope().encoded(enclosing: event)
        try fold(try EventView(body.bytes, recordType: Payload.type.rawValue), sequence: sequence)
    }
}
