internal import Bytes
internal import Events
internal import Projections

// What an event is about, by its names. An event that brings a name says it itself: `names` need not have it yet.
extension EventView {
    func ticketNumber(_ names: Names) throws(WireError) -> String? {
        if type == .ticketSubmitted {
            let fields = try self.fields(TicketSubmitted.self)
            return try fields.text(.number)
        }
        guard let ticket = try ticket() else { return nil }
        return names.tickets[ticket]
    }

    func agentIdentifier(_ names: Names) throws(WireError) -> String? {
        if type == .agentChanged {
            let fields = try self.fields(AgentChanged.self)
            return try fields.text(.identifier)
        }
        guard let agent = try agent() else { return nil }
        return names[agent]?.identifier
    }

    func customerHex(_ names: Names) throws(WireError) -> String? {
        if type == .customerRegistered {
            let fields = try self.fields(CustomerRegistered.self)
            let identifier = try fields.bytes(.identifier)
            return Names.CustomerIdentifier(identifier)?.hex
        }
        guard let customer = try customer() else { return nil }
        return names[customer]?.hex
    }

    /// Who did it: `system`, `customer` or `account:NAME`.
    func actorName(_ names: Names) -> String {
        switch actorKind {
        case .customer: "customer"
        case .account: "account:" + (names[AccountOrdinal(rawValue: actor)] ?? "#\(actor)")
        case .system, nil: "system"
        }
    }
}
