public import Events

/// Tickets that wait for somebody: by priority, then by age. A ticket that comes back keeps its age.
public struct DispatchQueue: Sendable {
    /// Ordinals ascend with age. One list for each priority, the lowest first.
    private var lists: [[TicketOrdinal]] = Priority.allCases.map { _ in [] }

    public init() {}

    public var count: Int { lists.reduce(0) { $0 + $1.count } }

    public mutating func add(_ ticket: TicketOrdinal, _ priority: Priority) {
        let index = position(of: ticket, priority)
        precondition(!holds(ticket, priority, at: index), "a ticket waits once")
        lists[Self.list(priority)].insert(ticket, at: index)
    }

    public mutating func remove(_ ticket: TicketOrdinal, _ priority: Priority) {
        let index = position(of: ticket, priority)
        precondition(holds(ticket, priority, at: index), "only a ticket that waits stops waiting")
        lists[Self.list(priority)].remove(at: index)
    }

    /// The first ticket, by priority and age, that `isRight`.
    public func first(where isRight: (TicketOrdinal) -> Bool) -> TicketOrdinal? {
        for list in lists.reversed() {
            if let ticket = list.first(where: isRight) { return ticket }
        }
        return nil
    }

    /// How many are before `ticket`, which waits with `priority`.
    public func countBefore(_ ticket: TicketOrdinal, _ priority: Priority) -> Int {
        lists[(Self.list(priority) + 1)...].reduce(position(of: ticket, priority)) { $0 + $1.count }
    }

    /// The first `count` of them, in their order.
    public func prefix(_ count: Int) -> [TicketOrdinal] {
        lists.reversed().reduce(into: []) { $0 += $1.prefix(count - $0.count) }
    }

    /// All of them, in their order.
    public var tickets: [TicketOrdinal] { lists.reversed().flatMap { $0 } }

    private static func list(_ priority: Priority) -> Int { Int(priority.rawValue) - 1 }

    private func holds(_ ticket: TicketOrdinal, _ priority: Priority, at index: Int) -> Bool {
        let list = lists[Self.list(priority)]
        return index < list.count && list[index] == ticket
    }

    private func position(of ticket: TicketOrdinal, _ priority: Priority) -> Int {
        let list = lists[Self.list(priority)]
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < ticket { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
