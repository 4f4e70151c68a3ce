internal import Dispatching
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Hummingbird
internal import JSONText
internal import Projections

extension API {
    static var boardRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/queue", .readQueue) { $0.queue },
            Route(.get, "/v1/workloads", .readWorkloads, narrows: true) { $0.workloads },
        ]
    }

    /// In the order of dispatch: by priority, then age.
    private func queue(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        try query.end()
        let (snapshots, total, sequence) = await engine.look { projected in
            let tickets = projected.queue.queue.prefix(limit).compactMap { TicketSnapshot($0, projected) }
            return (tickets, projected.queue.count, projected.sequence)
        }
        return .json(
            ["items": .array(snapshots.map { $0.summary(exchange.reader) }), "total": JSON(total)],
            sequence: sequence)
    }

    private func workloads(_ exchange: Exchange) async throws -> Response {
        try await agentPage(exchange, otherwise: APILimits.workloadsOtherwise, \.workload)
    }
}
