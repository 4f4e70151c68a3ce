package import Dispatching
public import Events
package import Projections

/// The queue as everybody sees it.
public struct WaitingTickets: Sendable {
    package private(set) var queue = WaitingIndex()
    private var because: [TicketOrdinal: QueuedBecause] = [:]

    public init() {}

    public var count: Int { because.count }

    /// Why a ticket waits; nil if it does not.
    public func because(_ ticket: TicketOrdinal) -> QueuedBecause? { because[ticket] }

    /// - Parameter rows: as they were before the event.
    package mutating func fold(_ event: borrowing EventView, rows: TicketRows) throws(WireError) {
        switch event.type {
        case .ticketQueued:
            let queued = try event.fields(TicketQueued.self)
            let ticket: TicketOrdinal = try queued.ordinal(.ticket)
            guard let row = rows[ticket] else { return }
            because[ticket] = try queued.choice(.because) ?? .nobodyEligible
            queue.set(ticket, row.priority, skill: nil)
        case .offerMade, .dispatchProposed:
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            guard because.removeValue(forKey: ticket) != nil else { return }
            queue.remove(ticket)
        case .ticketPrioritised:
            let numbers = try event.leadingNumbers()
            let ticket = TicketOrdinal(rawValue: numbers.first)
            guard because[ticket] != nil, let priority = Priority(rawValue: numbers.second)
            else { return }
            queue.set(ticket, priority, skill: nil)
        default: break
        }
    }
}

extension WaitingTickets {
    func write(to form: inout CanonicalBytes) {
        form.list(queue.tickets) { ticket, form in
            form.number(ticket.rawValue)
            form.number(because[ticket].map { UInt64($0.rawValue) })
        }
    }
}
