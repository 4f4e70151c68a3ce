import Bytes
import Events
import Projections

/// Events in their order, and what they come to.
struct History {
    private(set) var rows = TicketRows()
    private(set) var workloads = Workloads()
    private(set) var ratings = AgentRatings()
    private(set) var offers = OpenOffers()
    /// The last sequence number.
    private(set) var sequence: UInt64 = 0

    static let ticket = TicketOrdinal(rawValue: 1)
    static let lin = AgentOrdinal(rawValue: 1)

    /// One ticket and one agent.
    static func begun() throws -> History {
        var history = History()
        try history.happened(AgentChanged.self) { ($0.agent, $0.identifier, $0.capacity) = (lin, "lin", 3) }
        try history.happened(TicketSubmitted.self) { ($0.ticket, $0.number) = (ticket, "202405-001") }
        return history
    }

    var row: TicketRows.Row? { rows[Self.ticket] }
    var load: Workloads.Load? { workloads[Self.lin] }

    /// Folds an event in, a second after the last one.
    mutating func happened<Payload: Event>(_: Payload.Type, _ fill: (inout Payload) -> Void) throws {
        var event = Payload()
        fill(&event)
        var envelope = Envelope()
        envelope.recordedAt = Instant(milliseconds: Int64(sequence + 1) * 1000)
        try fold(envelope.encoded(enclosing: event), Payload.type)
    }

    /// Folds the body of a record in.
    mutating func fold(_ body: [UInt8], _ type: EventType) throws {
        sequence += 1
        let event = try EventView(body.bytes, recordType: type.rawValue)
        try ratings.fold(event, rows: rows)
        try rows.fold(event, sequence: sequence)
        try workloads.fold(event)
        try offers.fold(event)
    }
}

extension History {
    mutating func offered() throws {
        try happened(OfferMade.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.lin) }
    }

    mutating func accepted() throws {
        try offered()
        try happened(OfferAccepted.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.lin) }
    }

    mutating func progressed(to stage: String) throws {
        try happened(ProgressRecorded.self) { ($0.ticket, $0.agent, $0.stage) = (Self.ticket, Self.lin, stage) }
    }

    mutating func withdrawn(wasAccepted: Bool) throws {
        try happened(AssignmentWithdrawn.self) {
            ($0.ticket, $0.agent, $0.wasAccepted) = (Self.ticket, Self.lin, wasAccepted)
        }
    }

    mutating func resolvedAndRated(_ grade: Grade) throws {
        try happened(TicketResolved.self) { ($0.ticket, $0.agent) = (Self.ticket, Self.lin) }
        try happened(TicketRated.self) { ($0.ticket, $0.grade) = (Self.ticket, grade) }
    }
}
