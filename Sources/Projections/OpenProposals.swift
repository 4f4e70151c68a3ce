internal import Bytes
public import Events

/// What waits for a dispatcher or a supervisor: candidates to choose from, and agents who were asked for.
public struct OpenProposals: Sendable {
    /// Events as they lie in the log: few are looked at.
    private var proposals: [TicketOrdinal: [UInt8]] = [:]
    private var requests: [TicketOrdinal: Request] = [:]

    /// An agent who was asked for.
    public struct Request: Hashable, Sendable {
        public let agent: AgentOrdinal
        /// What would look odd about it: codes.
        public let flags: [String]
    }

    public init() {}

    /// The candidates; nil where nothing was proposed.
    public func decision(_ ticket: TicketOrdinal) -> Decision? {
        proposals[ticket].flatMap { try? DispatchProposed(decoding: $0.bytes).decision }
    }

    /// The agent whom a supervisor has to approve.
    public func requested(_ ticket: TicketOrdinal) -> Request? { requests[ticket] }

    /// Folds one event in.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .dispatchProposed:
            let fields = try event.fields(DispatchProposed.self)
            proposals[try fields.ordinal(.ticket)] = fields.span.array
        case .assignmentRequested:
            let fields = try event.fields(AssignmentRequested.self)
            var flags: [String] = []
            try fields.forEachText(.flags) { flags.append($0) }
            requests[try fields.ordinal(.ticket)] = Request(agent: try fields.ordinal(.agent), flags: flags)
        case .assignmentApproved, .assignmentRejected:
            requests[TicketOrdinal(rawValue: try event.leadingNumbers().first)] = nil
        case .proposalWithdrawn: proposals[TicketOrdinal(rawValue: try event.leadingNumbers().first)] = nil
        case .offerMade:
            guard !proposals.isEmpty || !requests.isEmpty else { return }
            let (ticket, agent) = try event.leadingNumbers()
            proposals[TicketOrdinal(rawValue: ticket)] = nil
            // Whoever else was asked for may still be agreed to.
            guard requests[TicketOrdinal(rawValue: ticket)]?.agent.rawValue == agent else { return }
            requests[TicketOrdinal(rawValue: ticket)] = nil
        case .ticketQueued, .ticketClosed:
            guard !proposals.isEmpty || !requests.isEmpty else { return }
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            proposals[ticket] = nil
            if event.type == .ticketClosed { requests[ticket] = nil }
        case .ticketResolved:
            if !requests.isEmpty { requests[TicketOrdinal(rawValue: try event.leadingNumbers().first)] = nil }
        default: break
        }
    }

    /// The same bytes in every process.
    public func write(to form: inout CanonicalBytes) {
        form.list(proposals.sorted { $0.key < $1.key }) { entry, form in
            form.number(entry.key.rawValue)
            form.bytes(entry.value)
        }
        form.list(requests.sorted { $0.key < $1.key }) { entry, form in
            form.number(entry.key.rawValue)
            form.number(entry.value.agent.rawValue)
            form.list(entry.value.flags) { $1.text($0) }
        }
    }
}
