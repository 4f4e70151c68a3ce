internal import CommitLog
internal import Events
public import Projections

/// What everybody sees: the projections as of one sequence number.
public struct Projected: Sendable {
    /// The last event folded in.
    public internal(set) var sequence: UInt64 = 0
    public internal(set) var tickets = TicketRows()
    public internal(set) var workloads = Workloads()

    public init() {}

    mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        try tickets.fold(event, sequence: sequence)
        try workloads.fold(event)
        self.sequence = sequence
    }
}
