package import JSONText
package import Threads

/// The events of a daemon from a sequence number on, each once, in order, also while the daemon goes and comes back.
package struct EventLines: ~Copyable {
    package enum Arrival: Sendable {
        /// At least one.
        case events([(sequence: UInt64, json: JSON)])
        /// The daemon is gone; it is tried again after a pause.
        case lost(ClientError)
        /// It is there again.
        case found
        /// Nothing came until the deadline.
        case nothing
        /// There is no more to come.
        case end
    }

    private enum Connection {
        case open(DaemonClient.Exchange, isAnswered: Bool)
        case none(next: MonotonicInstant)
    }

    private let client: DaemonClient
    private let path: [String]
    private let query: [(name: String, value: String)]
    private let follows: Bool
    private var last: UInt64
    private var connection: Connection
    private var pauses = Reconnecting()
    /// Whether the daemon ever answered: before, one that is not there is an error.
    private var wasReached: Bool
    private var isLost = false
    private var unread: [UInt8] = []

    /// - Parameters:
    ///   - path: of the events, or of what else comes as lines with a `sequence`.
    ///   - query: which events, as the daemon's parameters have it.
    ///   - after: the sequence number behind which they begin.
    ///   - follows: whether to go on as events become durable.
    ///   - wasReached: whether the daemon is known to be there.
    package init(
        of client: DaemonClient, path: [String] = ["v1", "events"], _ query: [(name: String, value: String)],
        after: UInt64, follows: Bool, wasReached: Bool = false
    ) {
        self.path = path
        self.wasReached = wasReached
        self.client = client
        self.query = query
        self.follows = follows
        last = after
        connection = .none(next: MonotonicInstant(nanoseconds: 0))
    }

    deinit { if case .open(let exchange, _) = connection { exchange.cancel() } }

    /// Waits for what comes next.
    /// - Throws: what trying again does not mend, or a daemon that was not there from the beginning.
    package mutating func next(until deadline: MonotonicInstant) throws(ClientError) -> Arrival {
        while true {
            switch connection {
            case .none(let next):
                let end = min(next, deadline)
                Pause.wait(until: end)
                if next > deadline { return .nothing }
                try open()
            case .open(let exchange, let isAnswered):
                guard let arrival = exchange.arrivals.next(until: deadline) else { return .nothing }
                if let arrival = try take(arrival, exchange, isAnswered: isAnswered) { return arrival }
            }
        }
    }

    private mutating func open() throws(ClientError) {
        var request = ClientRequest(.get, path, query: query)
        request.query += [("after", "\(last)"), ("follow", follows ? "true" : "false")]
        request.accepts = "application/x-ndjson"
        unread = []
        connection = .open(try client.start(request), isAnswered: false)
    }

    private mutating func take(
        _ arrival: Arrivals.Arrival, _ exchange: DaemonClient.Exchange, isAnswered: Bool
    ) throws(ClientError) -> Arrival? {
        switch arrival {
        case .head(let status, _):
            guard status == 200 else { return try lose(refusal(status, exchange)) }
            connection = .open(exchange, isAnswered: true)
            pauses.succeed()
            wasReached = true
            defer { isLost = false }
            return isLost ? .found : nil
        case .bytes(let bytes):
            let events = try events(in: bytes)
            return events.isEmpty ? nil : .events(events)
        case .end(.whole):
            if !follows, unread.isEmpty { return .end }
            return try lose(.lost("the daemon ended the stream"))
        case .end(.broken(let error, let wasSent)): return try lose(ClientError(error, wasSent: wasSent))
        }
    }

    /// The problem that the daemon answers in place of events.
    private func refusal(_ status: Int, _ exchange: DaemonClient.Exchange) -> ClientError {
        var body: [UInt8] = []
        let deadline = MonotonicInstant.now.advanced(byNanoseconds: ClientLimits.connectSeconds * 1_000_000_000)
        while case .bytes(let bytes)? = exchange.arrivals.next(until: deadline) {
            body += bytes
            if body.count > ClientLimits.problemBytesMax { break }
        }
        return .problem(ProblemDocument(status: status, JSON(parsing: body)))
    }

    private mutating func lose(_ error: ClientError) throws(ClientError) -> Arrival {
        if case .open(let exchange, _) = connection { exchange.cancel() }
        guard follows, error.mayPass, wasReached else {
            connection = .none(next: MonotonicInstant(nanoseconds: 0))
            throw error
        }
        isLost = true
        let pause = pauses.pauseMilliseconds() * 1_000_000
        connection = .none(next: MonotonicInstant.now.advanced(byNanoseconds: pause))
        return .lost(error)
    }

    /// The events whose lines are whole with these bytes. A line that is cut off is asked for again.
    private mutating func events(in bytes: [UInt8]) throws(ClientError) -> [(sequence: UInt64, json: JSON)] {
        unread += bytes
        var events: [(sequence: UInt64, json: JSON)] = []
        var start = 0
        while let end = unread[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(unread[start..<end])
            start = end + 1
            guard let json = JSON(parsing: line), let sequence = json["sequence"]?.asUnsigned else {
                throw .notUnderstood("a line that is no event: \(String(decoding: line.prefix(200), as: UTF8.self))")
            }
            guard sequence > last else { continue }
            last = sequence
            events.append((sequence, json))
        }
        unread.removeSubrange(..<start)
        guard unread.count <= ClientLimits.lineBytesMax else {
            throw .notUnderstood("a line of more than \(ClientLimits.lineBytesMax) bytes")
        }
        return events
    }
}
