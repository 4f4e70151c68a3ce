internal import Bytes
internal import CommitLog
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import Logging
internal import Policies
internal import Projections

extension API {
    static var eventRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/events", .followEvents, narrows: true) { $0.events },
            Route(.get, "/v1/tickets/{number}/events", .readStory) { $0.ticketEvents },
        ]
    }

    private func events(_ exchange: Exchange) async throws -> Response {
        let form = try EventForm.accepted(exchange.request.headers[.accept])
        var query = QueryForm(exchange.request.uri)
        let filter = narrowed(Self.filter(&query), exchange)
        let after = query.number("after", 0...Int64.max)
        let last = query.number("last", 0...APILimits.lastEventsMax)
        let follows = query.choice("follow", [("true", true), ("false", false)]) ?? (form == .serverSent)
        if after != nil, last != nil {
            query.fault("last", LocalText("不能与 after 同时使用。", "It cannot stand beside after."))
        }
        let durable = engine.log.durable.value
        // Whoever comes back goes on where they were, whatever they first asked for.
        let seen = Self.lastSeen(exchange, &query)
        if (seen ?? UInt64(after ?? 0)) > durable {
            query.fault(
                at: seen == nil ? "?after" : Self.lastSeenPointer,
                LocalText("日志止于 \(durable)，请从不大于它的序号开始。", "The log ends at \(durable): begin there or before."))
        }
        try query.end()
        let place = try streams.take(for: exchange.actingAccount.account)
        var start = (seen ?? UInt64(after ?? 0)) + 1
        if seen == nil, let last { start = try await firstOfLast(Int(last), filter, through: durable) }
        let rendered = RenderedEvents(engine: engine, filter: filter, form: form, thread: renderer)
        let stream = try await EventStream(
            engine, form, from: SequenceNumber(start), follows: follows, for: exchange.asker, in: place
        ) { part in
            try await rendered.pieces(of: part)
        }
        return stream.response(exchange.logger)
    }

    /// Who reaches no further than their own sees what concerns their own agents.
    private func narrowed(_ filter: EventFilter, _ exchange: Exchange) -> EventFilter {
        guard let asker = exchange.asker, asker.reach == .own else { return filter }
        var filter = filter
        let own = Set(engine.registry.withNames { names in asker.agents.compactMap { names[$0]?.identifier } })
        let wanted = filter.agents.isEmpty ? own : filter.agents.intersection(own)
        // Nobody is called so: an empty list would mean everybody.
        filter.agents = wanted.isEmpty ? [""] : wanted
        return filter
    }

    static var lastSeenPointer: String { "header:Last-Event-ID" }

    /// What a client that comes back has seen; nil for one that is new.
    static func lastSeen(_ exchange: Exchange, _ query: inout QueryForm) -> UInt64? {
        guard let text = exchange.request.headers[HTTPField.Name("Last-Event-ID")!] else { return nil }
        if let sequence = UInt64(text) { return sequence }
        query.fault(at: lastSeenPointer, LocalText("应为序号。", "It is a sequence number."))
        return nil
    }

    private static func filter(_ query: inout QueryForm) -> EventFilter {
        var filter = EventFilter()
        for code in query.texts("type") {
            if let type = EventType(code: code) {
                filter.types.insert(type)
            } else {
                query.fault(
                    "type",
                    LocalText(
                        "没有事件类型 \(code)，可用的类型见 HTTP 接口说明。",
                        "There is no type \(code) of events: the HTTP contract lists them."))
            }
        }
        filter.tickets = Set(query.texts("ticket"))
        filter.agents = Set(query.texts("agent"))
        return filter
    }

    /// Where the last `count` events that are wanted begin: looks back over twice as many each time.
    private func firstOfLast(_ count: Int, _ filter: EventFilter, through end: UInt64) async throws -> UInt64 {
        guard count > 0 else { return end + 1 }
        if !filter.tickets.isEmpty { return try await firstOfLast(count, ofTickets: filter, through: end) }
        var window = UInt64(count)
        while true {
            let start = end > window ? end - window + 1 : 1
            var found: [UInt64] = []
            let cursor = try engine.log.read(from: SequenceNumber(start))
            while let chunk = try await cursor.next() {
                try engine.registry.withNames { names throws(any Error) in
                    try chunk.forEach { record throws(any Error) in
                        guard record.sequence.value <= end, try filter.admits(record, names: names) else { return }
                        found.append(record.sequence.value)
                    }
                }
            }
            if found.count >= count { return found[found.count - count] }
            if start == 1 || window > UInt64(APILimits.rowsLookedAtMax) { return found.first ?? end + 1 }
            window = max(window, 1_000) * 4
        }
    }

    /// The same where tickets are named: their histories say where to look, however far back that is.
    private func firstOfLast(
        _ count: Int, ofTickets filter: EventFilter, through end: UInt64
    ) async throws -> UInt64 {
        await engine.reach(end)
        let tickets = engine.registry.withNames { names in filter.tickets.compactMap { names.tickets.ticket($0) } }
        let all = await engine.look { projected in tickets.flatMap { projected.history.sequences(of: $0) } }
        var rest = all.filter { $0 <= end }.sorted()[...]
        var found: [UInt64] = []
        while found.count < count, !rest.isEmpty {
            let part = Array(rest.suffix(APILimits.eventsLookedUpAtOnce))
            rest = rest.dropLast(part.count)
            let events = try await engine.events(at: part)
            let wanted = try engine.registry.withNames { names throws(any Error) in
                try events.filter { event in
                    let view = try EventView(event.body.bytes, recordType: event.type.rawValue)
                    return try filter.admits(view, names: names)
                }
            }
            found = wanted.map(\.sequence) + found
        }
        return found.suffix(count).first ?? end + 1
    }

    private func ticketEvents(_ exchange: Exchange) async throws -> Response {
        let ticket = try ticket(exchange)
        var query = QueryForm(exchange.request.uri)
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        let after = UInt64(query.number("cursor", 0...Int64.max) ?? 0)
        try query.end()
        let (sequence, sequences) = await engine.look { ($0.sequence, $0.history.sequences(of: ticket)) }
        let wanted = sequences.filter { $0 > after }
        let events = try await engine.events(at: Array(wanted.prefix(limit)))
        let items = try await story(ticket, events, isMasked: true).map(\.json)
        var members: [(name: String, value: JSON)] = [("items", .array(items))]
        if wanted.count > limit, let last = events.last { members.append(("next", .string("\(last.sequence)"))) }
        return .json(.object(members), sequence: sequence)
    }
}

extension EventFilter {
    /// Whether the event that a record holds is wanted.
    func admits(_ record: borrowing RecordView, names: Names) throws -> Bool {
        guard let type = EventType(rawValue: record.type), admits(type) else { return false }
        if goesByTypeAlone { return true }
        let event = try EventView(record.body, recordType: record.type)
        return try admits(event, names: names)
    }
}
