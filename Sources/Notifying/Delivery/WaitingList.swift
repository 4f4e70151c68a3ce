internal import Engine
internal import Events
internal import HeapModule

/// Notifications on their way, by when they are to be tried next. The log is the truth; this is only what has to be
/// looked at when.
struct WaitingList {
    struct Entry: Comparable {
        var dueAt: Instant
        var notification: UInt64
        /// How often it was tried.
        var attempts: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.dueAt, left.notification) < (right.dueAt, right.notification)
        }
    }

    private var entries = Heap<Entry>()
    /// Those up to this one are known.
    private(set) var last: UInt64 = 0

    /// When the next one is due; nil while none waits.
    var next: Instant? { entries.min?.dueAt }

    mutating func learn(_ waiting: [WaitingNotification]) {
        for one in waiting {
            let dueAt = one.retryAt ?? Instant(milliseconds: .min)
            add(Entry(dueAt: dueAt, notification: one.number, attempts: one.attempts))
            last = max(last, one.number)
        }
    }

    mutating func add(_ entry: Entry) { entries.insert(entry) }

    /// Takes out those that are due, the first `limit` of them.
    mutating func takeDue(at now: Instant, limit: Int) -> [Entry] {
        var due: [Entry] = []
        while due.count < limit, let first = entries.min, first.dueAt <= now { due.append(entries.removeMin()) }
        return due
    }
}
