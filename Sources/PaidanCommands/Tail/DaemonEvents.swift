internal import EventRendering
internal import JSONText
internal import PaidanClient

/// The events of a daemon, over its restarts.
struct DaemonEvents: EventSource {
    let client: DaemonClient
    private let policies: DaemonPolicies

    init(client: DaemonClient) {
        self.client = client
        policies = DaemonPolicies(client: client)
    }

    func print(_ query: EventQuery, to printer: inout EventPrinter, in shell: Shell) throws(Refusal) {
        defer { client.close() }
        // What there is at least: behind it the daemon can be asked for what does not exist yet.
        let end = try client.lastSequence(shell.language)
        var after = end
        switch query.start {
        case .last(0): break
        case .last(let count): after = max(end, try printLast(count, query.filter, to: &printer, shell))
        case .from(let first): after = min(first - 1, end)
        }
        if case .last = query.start, !query.follows { return try refuseUnknown(query.filter, shell) }
        try printAll(query, after: after, to: &printer, shell)
        if !query.follows { try refuseUnknown(query.filter, shell) }
    }

    /// - Returns: the sequence number of the last one printed; 0 for none.
    private func printLast(
        _ count: Int, _ filter: EventFilter, to printer: inout EventPrinter, _ shell: Shell
    ) throws(Refusal) -> UInt64 {
        var request = ClientRequest(.get, ["v1", "events"], query: Self.parameters(filter))
        request.query += [("last", "\(count)"), ("follow", "false")]
        request.accepts = "application/x-ndjson"
        let answer = try send(request, shell)
        var last: UInt64 = 0
        for line in answer.body.split(separator: UInt8(ascii: "\n")) {
            let event = try event(JSON(parsing: Array(line)), shell)
            last = event.sequence
            try printer.print(event, naming: policies.names(for: event, in: printer))
        }
        try printer.flush()
        return last
    }

    private func printAll(
        _ query: EventQuery, after: UInt64, to printer: inout EventPrinter, _ shell: Shell
    ) throws(Refusal) {
        let lines = EventLines(
            of: client, Self.parameters(query.filter), after: after, follows: query.follows, wasReached: true)
        try client.follow(lines, in: shell) { events throws(Refusal) in
            for json in events {
                let event = try event(json, shell)
                guard event.sequence >= query.start.first, query.filter.admits(event) else { continue }
                try printer.print(event, naming: policies.names(for: event, in: printer))
            }
            try printer.flush()
        }
    }

    /// Why nothing can be found; whoever follows waits for it instead.
    private func refuseUnknown(_ filter: EventFilter, _ shell: Shell) throws(Refusal) {
        let address = client.address.text
        for number in filter.tickets.sorted() where try !isThere(["v1", "tickets", number], shell) {
            throw .badUse(
                "\(address) 没有工单 \(number)；请核对工单号，或用 --follow 等待",
                "there is no ticket \(number) at \(address); check the number, or wait for it with --follow")
        }
        for identifier in filter.agents.sorted() where try !isThere(["v1", "agents", identifier], shell) {
            throw .badUse(
                "\(address) 没有执行人员 \(identifier)；请核对标识，或用 --follow 等待",
                "there is no agent \(identifier) at \(address); check it, or wait with --follow")
        }
    }

    private func isThere(_ path: [String], _ shell: Shell) throws(Refusal) -> Bool {
        do throws(ClientError) {
            _ = try client.send(ClientRequest(.get, path))
            return true
        } catch {
            if case .problem(let problem) = error, problem.status == 404 { return false }
            throw Refusal(error, at: client.address, shell.language)
        }
    }

    private func event(_ json: JSON?, _ shell: Shell) throws(Refusal) -> RenderedEvent {
        guard let event = json.flatMap({ RenderedEvent($0) }) else {
            throw Refusal(.notUnderstood("a line that is no event"), at: client.address, shell.language)
        }
        return event
    }

    private func send(_ request: ClientRequest, _ shell: Shell) throws(Refusal) -> Answer {
        do throws(ClientError) { return try client.send(request) } catch {
            throw Refusal(error, at: client.address, shell.language)
        }
    }

    private static func parameters(_ filter: EventFilter) -> [(name: String, value: String)] {
        filter.types.map(\.code).sorted().map { ("type", $0) } + filter.tickets.sorted().map { ("ticket", $0) }
            + filter.agents.sorted().map { ("agent", $0) }
    }
}
