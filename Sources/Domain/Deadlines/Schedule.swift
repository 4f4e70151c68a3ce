internal import Events
internal import HeapModule

/// What time makes due, the earliest first.
///
/// What was settled before its time stays in until then, or until so much of it lies there that ``compact(_:)`` is
/// worth it; whoever takes an entry out looks whether it still stands. A million entries take 40 MB.
struct Schedule: Sendable {
    /// What is due. The order of the cases is that of equal times.
    enum Kind: UInt8, Sendable {
        /// A ticket's clock warns or runs out.
        case clock
        /// An offer runs out that was made under a policy without a deadline for it.
        case offerExpires
        /// An agent who declined a ticket may be offered it again.
        case offerAgain
        /// An agent who signed in may be offered more of what waits. Planned also while they are the only one there is
        /// for it and not held back: others may come.
        case levelledAgain
    }

    struct Entry: Comparable, Hashable, Sendable {
        var dueAt: Instant
        var kind: Kind
        var ticket: TicketOrdinal
        /// The agent's ordinal, or the deadline's place in the ticket's policy.
        var detail: UInt64

        static func < (left: Self, right: Self) -> Bool { left.order < right.order }

        /// The same in every process, so that a replay fires in the same order.
        private var order: (Instant, UInt8, UInt64, UInt64) { (dueAt, kind.rawValue, ticket.rawValue, detail) }
    }

    private var heap = Heap<Entry>()
    /// How many of the entries were settled before their time.
    private var settled = 0

    var count: Int { heap.count }

    mutating func add(_ entry: Entry) { heap.insert(entry) }

    /// Notes that an entry, which stays in, will find nothing to do.
    mutating func settle() { settled += 1 }

    /// Whether more than half of it is settled, and enough to be worth a pass.
    var isMostlySettled: Bool { settled > 1_024 && settled > heap.count / 2 }

    /// Keeps what still stands. Cost: a pass over the entries.
    mutating func compact(_ stands: (Entry) -> Bool) {
        heap = Heap(heap.unordered.filter(stands))
        settled = 0
    }

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
