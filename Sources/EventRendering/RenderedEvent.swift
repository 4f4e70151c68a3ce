package import Events
package import JSONText
package import Projections
internal import CivilTime

/// An event as programs outside read it: ordinals have become names, and what is sealed is left out, until whoever
/// has the key says it.
package struct RenderedEvent: Sendable {
    package var sequence: UInt64
    /// The contract's name of the event in kebab-case.
    package var type: String
    /// When it was recorded.
    package var time: Instant
    /// When it happened, where that is another time.
    package var occurredAt: Instant?
    /// The number of the ticket that it is about.
    package var ticket: String?
    /// The identifier of the agent that it is about.
    package var agent: String?
    /// The identifier of the customer that it names: 32 hexadecimal digits.
    package var customer: String?
    /// `system`, `customer` or `account:NAME`.
    package var actor: String
    /// The identifier of the agent for whom the account acted.
    package var onBehalfOf: String?
    /// The sequence number of the event that made the product do this.
    package var cause: UInt64?
    package var policyVersion: UInt64?
    /// What the event says: an object, in the order of its contract. Texts and codes that are empty are left out.
    package var data: JSON

    /// - Parameter names: with every event before this one folded in. Later ones do no harm: people and tickets then go
    ///   by the names that they have now.
    /// - Throws: when the event is not what its contract says.
    /// Cost: one to three microseconds.
    package init(_ event: borrowing EventView, sequence: UInt64, names: Names) throws(WireError) {
        self.sequence = sequence
        type = event.type.code
        time = event.recordedAt
        occurredAt = event.occurredAt
        ticket = try event.ticketNumber(names)
        agent = try event.agentIdentifier(names)
        customer = try event.customerHex(names)
        actor = event.actorName(names)
        onBehalfOf = event.onBehalfOf.flatMap { names[$0]?.identifier }
        cause = event.cause == 0 ? nil : event.cause
        policyVersion = event.policyVersion == 0 ? nil : event.policyVersion
        data = try event.facts(names)
    }

    /// The event with what people wrote in it, which it holds sealed, behind what it says otherwise.
    package func saying(_ texts: [(name: String, value: JSON)]) -> RenderedEvent {
        guard case .object(let members) = data else { preconditionFailure("what an event says is an object") }
        var event = self
        event.data = .object(members + texts)
        return event
    }

    package var json: JSON {
        var members: [(name: String, value: JSON)] = [
            ("sequence", .unsigned(sequence)), ("type", .string(type)),
            ("time", .string(Timestamp(milliseconds: time.milliseconds).text)),
        ]
        if let occurredAt {
            members.append(("occurredAt", .string(Timestamp(milliseconds: occurredAt.milliseconds).text)))
        }
        members.reserveCapacity(11)
        if let ticket { members.append(("ticket", .string(ticket))) }
        if let agent { members.append(("agent", .string(agent))) }
        if let customer { members.append(("customer", .string(customer))) }
        members.append(("actor", .string(actor)))
        if let onBehalfOf { members.append(("onBehalfOf", .string(onBehalfOf))) }
        if let cause { members.append(("cause", .unsigned(cause))) }
        if let policyVersion { members.append(("policyVersion", .unsigned(policyVersion))) }
        members.append(("data", data))
        return .object(members)
    }

    /// What ``json`` gave, received from elsewhere. A type that this version does not know is taken as it is.
    /// - Returns: nil if it is no event.
    package init?(_ json: JSON) {
        guard let sequence = json["sequence"]?.asUnsigned, let type = json["type"]?.asText,
            let time = json["time"]?.asText.flatMap({ Timestamp($0) }), let actor = json["actor"]?.asText,
            let data = json["data"], case .object = data
        else { return nil }
        self.sequence = sequence
        self.type = type
        self.time = Instant(milliseconds: time.milliseconds)
        occurredAt = json["occurredAt"]?.asText.flatMap { Timestamp($0) }.map { Instant(milliseconds: $0.milliseconds) }
        ticket = json["ticket"]?.asText
        agent = json["agent"]?.asText
        customer = json["customer"]?.asText
        self.actor = actor
        onBehalfOf = json["onBehalfOf"]?.asText
        cause = json["cause"]?.asUnsigned
        policyVersion = json["policyVersion"]?.asUnsigned
        self.data = data
    }
}
