internal import Events
internal import Policies

extension DomainState {
    func progress(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ stage: String, _ note: [UInt8]
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, heldBy: agent, for: .progress)
        let possible = policy(of: state).stages.filter { $0.lifeCycle == .inProgress }.map(\.code)
        guard stage.isEmpty || possible.contains(stage) else { throw .unknownStage(stage, known: possible) }
        var event = ProgressRecorded()
        (event.ticket, event.agent, event.note) = (ticket, agent, note)
        // Work has begun with the first progress, whether or not the agent names a stage.
        event.stage = stage.isEmpty && state.stage.isEmpty ? possible.first ?? "" : stage
        return [event]
    }

    func resolve(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ solution: [UInt8]
    ) throws(Refusal) -> [any Event] {
        _ = try self.ticket(ticket, heldBy: agent, for: .resolve)
        var event = TicketResolved()
        (event.ticket, event.agent, event.solution) = (ticket, agent, solution)
        return [event]
    }

    /// The rating closes the ticket.
    func rate(_ ticket: TicketOrdinal, _ grade: Grade, _ comment: [UInt8]) throws(Refusal) -> [any Event] {
        _ = try self.ticket(ticket, for: .rate)
        var rated = TicketRated()
        (rated.ticket, rated.grade, rated.comment) = (ticket, grade, comment)
        return [rated, Self.closed(ticket, .rated)]
    }

    func close(_ ticket: TicketOrdinal) throws(Refusal) -> [any Event] {
        _ = try self.ticket(ticket, for: .close)
        return [Self.closed(ticket, .manual)]
    }

    /// A file may come at any time before the end.
    func attach(_ attachment: AttachmentAdded) throws(Refusal) -> [any Event] {
        let ticket = try self.ticket(attachment.ticket, for: .attach)
        guard !customersErased[Int(ticket.customer.rawValue) - 1] else { throw .erased(ticket.customer) }
        return [attachment]
    }

    private static func closed(_ ticket: TicketOrdinal, _ closing: Closing) -> TicketClosed {
        var event = TicketClosed()
        (event.ticket, event.closing) = (ticket, closing)
        return event
    }
}
