internal import EventRendering

/// What somebody who watches wants to see.
struct EventQuery: Hashable, Sendable {
    enum Start: Hashable, Sendable {
        /// So many of those that are there.
        case last(Int)
        /// A sequence number.
        case from(UInt64)

        /// Nothing before it is asked for.
        var first: UInt64 {
            switch self {
            case .last: 1
            case .from(let sequence): sequence
            }
        }
    }

    var start: Start
    /// Whether to go on as events become durable.
    var follows: Bool
    var filter: EventFilter
}

/// Where events come from: a log, or a daemon.
protocol EventSource {
    /// Prints every event that is asked for, in order, each once, and flushes before it waits for more. Returns when
    /// there is no more to come, or nobody reads it.
    func print(_ query: EventQuery, to printer: inout EventPrinter, in shell: Shell) throws(Refusal)
}
