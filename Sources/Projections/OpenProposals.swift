internal import Bytes
public import Events

/// What waits for a dispatcher or a supervisor: candidates to choose from, and agents who were asked for.
public struct OpenProposals: Sendable {
    /// Events as they lie in the log: few are looked at.
    private var proposals: [TicketOrdinal: [UInt8]] = [:]
    private var requests: [TicketOrdinal: AgentOrdinal] = [:]

    public init() {}

    /// The candidates; nil where nothing was proposed.
    public func decision(_ ticket: TicketOrdinal) -> Decision? {
        proposals[ticket].flatMap { try? DispatchProposed(decoding: $0.bytes).decision }
    }

    /// The agent whom a supervisor has to approve.
    public func requested(_ ticket: TicketOrdinal) -> AgentOrdinal? { requests[ticket] }

    /// Folds one event in.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .dispatchProposed:
            let fields = try event.fields(DispatchProposed.self)
            proposals[try fields.ordinal(.ticket)] = fields.span.array
        case .assignmentRequested:
            let numbers = try event.leadingNumbers()
            requests[TicketOrdinal(rawValue: numbers.first)] = AgentOrdinal(rawValue: numbers.second)
        case .assignmentApproved, .assignmentRejected:
            requests[TicketOrdinal(rawValue: try event.leadingNumbers().first)] = nil
        case .proposalWithdrawn: proposals[TicketOrdinal(rawValue: try event.leadingNumbers().first)] = nil
        case .offerMade, .ticketQueued, .ticketClosed:
            guard !proposals.isEmpty || !requests.isEmpty else { return }
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            proposals[ticket] = nil
            if event.type != .ticketQueued { requests[ticket] = nil }
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
            form.number(entry.value.rawValue)
        }
    }
}
