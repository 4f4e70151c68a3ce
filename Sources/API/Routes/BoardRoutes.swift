internal import Dispatching
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Hummingbird
internal import JSONText
internal import Policies
internal import Projections

extension API {
    static var boardRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/queue", .readQueue) { $0.queue },
            Route(.get, "/v1/workloads", .readWorkloads, narrows: true) { $0.workloads },
        ]
    }

    /// By priority, then age: the queue in the order of dispatch, and what waits for a person instead.
    private func queue(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let whom: WaitingTickets.For =
            query.choice("for", [("agent", .agent), ("dispatcher", .dispatcher), ("review", .review)]) ?? .agent
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        let last = QueuePlace(&query)
        try query.end()
        let (snapshots, next, total, sequence) = await engine.look { projected in
            let queue = projected.queue[whom]
            let tickets = last.map { queue.list(behind: $0.ticket, $0.priority, limit) } ?? queue.prefix(limit)
            let end = tickets.count < limit ? nil : tickets.last.flatMap { QueuePlace($0, projected) }
            let snapshots = tickets.compactMap { TicketSnapshot($0, projected) }
            return (snapshots, end?.cursor, queue.count, projected.sequence)
        }
        var members: [(name: String, value: JSON)] = [
            ("items", .array(snapshots.map { $0.summary(exchange.reader) })), ("total", JSON(total)),
        ]
        if let next { members.append(("next", .string(next))) }
        return .json(.object(members), sequence: sequence)
    }

    private func workloads(_ exchange: Exchange) async throws -> Response {
        try await agentPage(exchange, otherwise: APILimits.workloadsOtherwise, \.workload)
    }
}

/// Where a ticket stands in the queue, though it may have left it since.
private struct QueuePlace {
    var ticket: TicketOrdinal
    var priority: Priority

    var cursor: String { "\(priority.rawValue)-\(ticket.rawValue)" }

    init?(_ ticket: TicketOrdinal, _ projected: Projected) {
        guard let row = projected.tickets[ticket] else { return nil }
        (self.ticket, priority) = (ticket, row.priority)
    }

    /// Nil where the page begins at the front.
    init?(_ query: inout QueryForm) {
        guard let text = query.text("cursor") else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, let priority = UInt64(parts[0]).flatMap(Priority.init), let ticket = UInt64(parts[1]) {
            (self.ticket, self.priority) = (TicketOrdinal(rawValue: ticket), priority)
            return
        }
        query.fault("cursor", LocalText("应为上一页的 next。", "It is the `next` of the page before."))
        return nil
    }
}
