internal import Events
internal import Policies

extension DomainState {
    func progress(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ stage: String, _ note: [UInt8]
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, heldBy: agent, for: .progress)
        let stages = rules(of: state).policy.stages.filter { $0.lifeCycle == .inProgress }
        let possible = stages.map(\.code)
        guard stage.isEmpty || possible.contains(stage) else { throw .unknownStage(stage, known: possible) }
        if !stage.isEmpty, stage != state.stage {
            let next = Policy.Stage.following(state.stage, stages)
            guard next.contains(stage) else { throw .stageOutOfOrder(stage, after: state.stage, next: next) }
        }
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

    func close(_ ticket: TicketOrdinal) throws(Refusal) -> [any Event] {
        closing(try self.ticket(ticket, for: .close), .manual)
    }

    /// A file may come at any time before the end.
    func attach(_ attachment: AttachmentAdded) throws(Refusal) -> [any Event] {
        let ticket = try self.ticket(attachment.ticket, for: .attach)
        guard !customersErased[Int(ticket.customer.rawValue) - 1] else { throw .erased(ticket.customer) }
        return [attachment]
    }
}
