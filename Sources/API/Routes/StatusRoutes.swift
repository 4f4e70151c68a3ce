internal import Engine
internal import Events
internal import Hummingbird
internal import JSONText
internal import Projections

extension API {
    static var statusRoutes: [Route<Log>] {
        [
            Route(.get, "/healthz", .open) { api in { _ in .json(["status": "ok"]) } },
            Route(.get, "/readyz", .open) { $0.ready },
            Route(.get, "/metrics", .open) { $0.showMetrics },
        ]
    }

    private func ready(_ exchange: Exchange) async throws -> Response {
        if let reason = await engine.reasonToRefuse {
            return .json(["status": .string("\(reason)")], status: .serviceUnavailable)
        }
        let sequence = await engine.look { $0.sequence }
        return .json(["status": "ready", "sequence": JSON(sequence)], sequence: sequence)
    }

    private func showMetrics(_ exchange: Exchange) async throws -> Response {
        let (sequence, tickets, queued, offers) = await engine.look {
            ($0.sequence, $0.tickets.count, $0.queue.count, $0.offers.count)
        }
        let gauges: [(String, String, String, any CustomStringConvertible)] = [
            ("paidan_sequence", "counter", "The last event that the projections have seen.", sequence),
            ("paidan_tickets", "counter", "Tickets that were submitted.", tickets),
            ("paidan_queued_tickets", "gauge", "Tickets that wait for an agent.", queued),
            ("paidan_event_streams", "gauge", "Streams of events that are open.", streams.count),
            ("paidan_open_offers", "gauge", "Offers that nobody has answered.", offers),
        ]
        let text = gauges.map { "# HELP \($0) \($2)\n# TYPE \($0) \($1)\n\($0) \($3)\n" }.joined()
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + metrics.text)))
    }
}
