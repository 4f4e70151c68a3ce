/// Something that somebody does on a day, with the daemon.
package struct Step: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Sendable {
        case submit, accept, decline, contact, progress, ask, resolve, rate, call, reopen, escalate, close, presence
        case queue, workloads, list

        /// Shown on a screen, and changes nothing.
        static let screens: [Kind] = [.queue, .workloads, .list]

        /// Those of a ticket's life are reported under the name of what is asked of the daemon.
        var asked: String {
            switch self {
            case .ask: Kind.progress.rawValue
            case .call: Kind.contact.rawValue
            default: rawValue
            }
        }
    }

    package var kind: Kind
    /// The number of the request, the ticket, the change of presence or the screen that it is about, from 0.
    package var subject: Int
    /// Of accepting and declining: the agent who was offered the ticket.
    package var agent = 0
}

/// A step and when it is due, by the machine's monotonic clock in nanoseconds.
struct DueStep: Comparable {
    var at: Int64
    var step: Step

    static func < (left: Self, right: Self) -> Bool { left.at < right.at }
}
