internal import Events
internal import HeapModule

/// What time makes due, the earliest first.
///
/// What was settled before its time stays in until then; whoever takes it out looks whether it still stands.
struct Deadlines: Sendable {
    /// What is due. The order of the cases is that of equal times.
    enum Kind: UInt8, Sendable {
        /// An offer runs out.
        case offerExpires
        /// An agent who declined a ticket may be offered it again.
        case offerAgain
    }

    struct Entry: Comparable, Hashable, Sendable {
        var dueAt: Instant
        var kind: Kind
        var ticket: TicketOrdinal
        var agent: AgentOrdinal

        static func < (left: Self, right: Self) -> Bool { left.order < right.order }

        /// The same in every process, so that a replay fires in the same order.
        private var order: (Instant, UInt8, UInt64, UInt64) { (dueAt, kind.rawValue, ticket.rawValue, agent.rawValue) }
    }

    private var heap = Heap<Entry>()

    mutating func add(_ entry: Entry) { heap.insert(entry) }

    /// When the next may be due.
    var next: Instant? { heap.min?.dueAt }

    /// Takes out what is due at `instant`.
    mutating func takeDue(at instant: Instant) -> [Entry] {
        var due: [Entry] = []
        while let first = heap.min, first.dueAt <= instant {
            heap.removeMin()
            due.append(first)
        }
        return due
    }
}
