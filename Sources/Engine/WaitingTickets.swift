package import Dispatching
public import Events
package import Projections

/// What waits as everybody sees it, each list by priority and then age: for an agent, which is the queue, for a
/// dispatcher who confirms, and for a person who looks at it first.
public struct WaitingTickets: Sendable {
    package enum For: CaseIterable, Hashable, Sendable { case agent, dispatcher, review }

    private var lists: [For: WaitingIndex] = [:]
    private var waiting: [TicketOrdinal: For] = [:]
    private var because: [TicketOrdinal: QueuedBecause] = [:]

    public init() {}

    /// Those in the queue.
    public var count: Int { because.count }

    package var queue: WaitingIndex { self[.agent] }

    package subscript(whom: For) -> WaitingIndex { lists[whom] ?? WaitingIndex() }

    /// Why a ticket waits in the queue; nil if it does not.
    public func because(_ ticket: TicketOrdinal) -> QueuedBecause? { because[ticket] }

    /// - Parameter rows: as they were before the event.
    package mutating func fold(_ event: borrowing EventView, rows: TicketRows) throws(WireError) {
        switch event.type {
        case .ticketQueued:
            let queued = try event.fields(TicketQueued.self)
            let ticket: TicketOrdinal = try queued.ordinal(.ticket)
            let reason = try queued.choice(.because) ?? QueuedBecause.nobodyEligible
            put(ticket, .agent, rows)
            if waiting[ticket] == .agent { because[ticket] = reason }
        case .dispatchProposed: put(TicketOrdinal(rawValue: try event.leadingNumbers().first), .dispatcher, rows)
        case .reviewRequested:
            let numbers = try event.leadingNumbers()
            // Nobody waits for what the policy only wants to be looked at.
            guard ReviewBecause(rawValue: numbers.second)?.isForLater != true else { return }
            put(TicketOrdinal(rawValue: numbers.first), .review, rows)
        case .offerMade, .proposalWithdrawn:
            if !waiting.isEmpty { take(TicketOrdinal(rawValue: try event.leadingNumbers().first)) }
        case .ticketReviewed:
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            if waiting[ticket] == .review { take(ticket) }
        case .ticketPrioritised:
            let numbers = try event.leadingNumbers()
            let ticket = TicketOrdinal(rawValue: numbers.first)
            guard let whom = waiting[ticket], let priority = Priority(rawValue: numbers.second) else { return }
            lists[whom, default: WaitingIndex()].set(ticket, priority, skill: nil)
        default: break
        }
    }

    private mutating func put(_ ticket: TicketOrdinal, _ whom: For, _ rows: TicketRows) {
        guard let row = rows[ticket] else { return }
        if waiting[ticket] != whom { take(ticket) }
        waiting[ticket] = whom
        lists[whom, default: WaitingIndex()].set(ticket, row.priority, skill: nil)
    }

    private mutating func take(_ ticket: TicketOrdinal) {
        guard let whom = waiting.removeValue(forKey: ticket) else { return }
        because[ticket] = nil
        lists[whom]?.remove(ticket)
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
