import Bytes
import EventRendering
import Events
import Projections

/// Names as a few events gave them, and what becomes of others.
struct World {
    private(set) var names = Names()
    /// 2024-05-06 09:00:00 in China.
    var now = Instant(milliseconds: 1_714_957_200_000)

    init() throws {
        for (index, name) in ["林静", "王强"].enumerated() {
            var change = AgentChanged()
            change.agent = AgentOrdinal(rawValue: UInt64(index) + 1)
            (change.identifier, change.name) = (["lin", "wang"][index], name)
            try fold(change)
        }
        var registered = CustomerRegistered()
        registered.customer = CustomerOrdinal(rawValue: 1)
        registered.identifier = (0..<16).map { $0 * 16 + 1 }
        try fold(registered)
        var created = AccountCreated()
        created.account = AccountOrdinal(rawValue: 1)
        created.name = "admin"
        try fold(created)
        var submitted = TicketSubmitted()
        submitted.ticket = TicketOrdinal(rawValue: 1)
        submitted.number = "202405-001"
        try fold(submitted)
    }

    static let customerHex = "0111213141516171" + "8191a1b1c1d1e1f1"

    mutating func fold(_ event: some Event) throws {
        let body = try Envelope().encoded(enclosing: event)
        let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
        try names.fold(view)
    }

    func rendered(_ event: any Event, in envelope: Envelope? = nil, sequence: UInt64 = 12) throws -> RenderedEvent {
        func rendered(_ event: some Event) throws -> RenderedEvent {
            let body = try (envelope ?? self.envelope).encoded(enclosing: event)
            let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
            return try RenderedEvent(view, sequence: sequence, names: names)
        }
        return try rendered(event)
    }

    func admits(_ filter: EventFilter, _ event: any Event) throws -> Bool {
        func admits(_ event: some Event) throws -> Bool {
            let body = try envelope.encoded(enclosing: event)
            let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
            return try filter.admits(view, names: names)
        }
        return try admits(event)
    }

    var envelope: Envelope {
        var envelope = Envelope()
        envelope.recordedAt = now
        envelope.actorKind = .account
        envelope.actor = 1
        envelope.onBehalfOf = AgentOrdinal(rawValue: 2)
        envelope.cause = 11
        envelope.policyVersion = 1
        return envelope
    }
}
