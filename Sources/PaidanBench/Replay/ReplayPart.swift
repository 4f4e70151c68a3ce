internal import CommitLog
internal import Engine
internal import Events
internal import Projections
internal import SegmentLog

/// One projection of those that a replay folds, by itself: what shows where the time goes. The queue goes by the rows
/// of the tickets, so it has them with it.
enum ProjectionAlone: String, CaseIterable {
    case events = "reading the envelopes only"
    case tickets = "tickets"
    case history = "history"
    case offers = "open offers"
    case queue = "queue, with tickets"
    case customers = "customers"
    case agents = "agents"
    case workloads = "workloads"
    case names = "names and accounts"

    /// Folds a whole log; returns how many events it has.
    func run(_ log: TicketLog) throws -> Int {
        var fold = ProjectionFold()
        return try log.read { chunk in
            try chunk.forEach { record throws(any Error) in
                let event = try EventView(record.body, recordType: record.type)
                try fold.fold(event, record.sequence.value, self)
            }
        }
    }
}

private struct ProjectionFold {
    private var tickets = TicketRows()
    private var history = TicketHistory()
    private var offers = OpenOffers()
    private var queue = WaitingTickets()
    private var customers = CustomerRows()
    private var agents = AgentProfiles()
    private var workloads = Workloads()
    private let registry = Registry()

    mutating func fold(_ event: borrowing EventView, _ sequence: UInt64, _ part: ProjectionAlone) throws(WireError) {
        switch part {
        case .events: break
        case .tickets: try tickets.fold(event, sequence: sequence)
        case .history: try history.fold(event, sequence: sequence)
        case .offers: try offers.fold(event)
        case .queue:
            try queue.fold(event, rows: tickets)
            try tickets.fold(event, sequence: sequence)
        case .customers: try customers.fold(event, sequence: sequence)
        case .agents: try agents.fold(event, sequence: sequence)
        case .workloads: try workloads.fold(event)
        case .names: try registry.fold(event)
        }
    }
}
