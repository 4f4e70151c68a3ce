internal import AsyncAlgorithms
internal import CommitLog
internal import Engine
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import Logging
internal import NIOCore
internal import Policies
internal import ServiceLifecycle

/// How a stream of events is written down.
package enum EventForm: CaseIterable, Sendable {
    /// The event stream of HTML: for browsers, and whoever comes back with `Last-Event-ID`.
    case serverSent
    /// An object a line.
    case lines

    var mediaType: String {
        switch self {
        case .serverSent: "text/event-stream"
        case .lines: "application/x-ndjson"
        }
    }

    /// Whether a range of an `Accept` header means it too.
    private func isIn(_ range: String) -> Bool {
        let family = mediaType.prefix { $0 != "/" }
        return range == mediaType || range == "\(family)/*" || range == "*/*"
    }

    /// What an `Accept` header asks for.
    static func accepted(_ header: String?) throws(Problem) -> EventForm {
        let ranges = (header ?? "*/*").split(separator: ",").map { range in
            let parts = range.split(separator: ";").map { $0.trimmed.lowercased() }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (type: parts.first ?? "", weight: weight)
        }
        // What is weighed alike is taken in its order, and of two forms that fit the first.
        let best = ranges.map(\.weight).filter { $0 > 0 }.sorted(by: >)
        for weight in best {
            for range in ranges where range.weight == weight {
                let refused = ranges.filter { $0.weight <= 0 }.map(\.type)
                let fitting = allCases.first { form in
                    form.isIn(range.type) && !refused.contains { $0 != "*/*" && form.isIn($0) }
                }
                if let fitting { return fitting }
            }
        }
        throw Problem(
            .notAcceptable,
            LocalText(
                "可用：text/event-stream、application/x-ndjson。", "There are text/event-stream and application/x-ndjson."))
    }

    func append(_ json: JSON, _ sequence: UInt64, _ type: String, to bytes: inout [UInt8]) {
        switch self {
        case .serverSent:
            bytes += "id: \(sequence)\nevent: \(type)\ndata: ".utf8
            json.append(to: &bytes)
            bytes += "\n\n".utf8
        case .lines:
            json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// What tells both sides that the other is there; nothing where a line means an event.
    var keepAlive: String? { self == .serverSent ? ": keep-alive\n\n" : nil }
}

/// Events on their way to one client, at the client's own speed: a slow one reads the files, and holds up nobody.
struct EventStream<Log: CommitLog>: Sendable where Log.Cursor: Sendable {
    private let engine: Engine<Log>
    private let form: EventForm
    private let follows: Bool
    /// For whom it was opened.
    private let asker: Asker?
    /// What the client gets of events that the projections have seen, ``eventsAtOnce`` at most.
    private let render: @Sendable (RecordChunk) async throws -> [ByteBuffer]
    private let cursor: Log.Cursor
    /// What was read to see that it can be; nil where nothing is durable there yet.
    private let first: RecordChunk?
    /// Held for as long as anything of the stream is left.
    private let place: StreamPlace

    /// How often a client hears that nothing has happened: proxies close what is silent for a minute or less. And how
    /// long a stream outlives a token that expires while nothing happens.
    private static var keepAliveEvery: Duration { .seconds(15) }

    /// Rendered in a third of a millisecond, in which the names are not to be had.
    private static var eventsAtOnce: Int { 128 }

    func response(_ logger: Logger) -> Response {
        Response(
            status: .ok, headers: [.contentType: form.mediaType, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                do { try await write(to: &writer) } catch {
                    if Problem.isFault(error) { logger.error("a stream broke off", metadata: ["error": "\(error)"]) }
                    throw error
                }
            })
    }

    /// Takes its place at the log, and reads what is there: whatever is in the way is known before an answer begins.
    init(
        _ engine: Engine<Log>, _ form: EventForm, from start: SequenceNumber, follows: Bool, for asker: Asker?,
        in place: StreamPlace, render: @escaping @Sendable (RecordChunk) async throws -> [ByteBuffer]
    ) async throws(CommitLogError) {
        (self.engine, self.form, self.follows, self.asker, self.render) = (engine, form, follows, asker, render)
        self.place = place
        cursor = follows ? try engine.log.follow(from: start) : try engine.log.read(from: start)
        first = start <= engine.log.durable ? try await cursor.next() : nil
    }

    /// Whether whoever opened it may still see what it shows.
    private var isAdmitted: Bool {
        let now = engine.now
        return asker.map { asker in engine.registry.withAccounts { asker.isAdmitted($0, at: now) } } ?? true
    }

    /// Ends at the end of the log, when the client or the daemon goes, or when the client may not see it any more.
    /// - Throws: where the client gets less than the stream promises; it does not see a whole answer then.
    @concurrent
    func write(to writer: inout any ResponseBodyWriter) async throws {
        let pieces = AsyncChannel<ByteBuffer>()
        let reading = Task {
            defer { pieces.finish() }
            try await read(into: pieces)
        }
        let beating = Task {
            guard follows else { return }
            while !Task.isCancelled {
                try await Task.sleep(for: Self.keepAliveEvery)
                guard isAdmitted else { return reading.cancel() }
                if let beat = form.keepAlive { await pieces.send(ByteBuffer(string: beat)) }
            }
        }
        let lent = Lent(writer: writer)
        let writing = Task {
            var writer = lent.writer
            // What is sent first tells the client that it is heard.
            if let beat = form.keepAlive { try await writer.write(ByteBuffer(string: beat)) }
            for await piece in pieces { try await writer.write(piece) }
            try await reading.value
            try await writer.finish(nil)
        }
        // Of a client that has gone nobody takes the pieces any more: who waits to hand one over is let go.
        defer {
            beating.cancel()
            reading.cancel()
            pieces.finish()
        }
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await writing.value
            } onGracefulShutdown: {
                reading.cancel()
                // Whoever reads sees the end of the stream. Whoever does not would keep the daemon from stopping.
                Task {
                    try? await Task.sleep(for: APILimits.streamsEndWithin)
                    writing.cancel()
                }
            }
        } onCancel: {
            reading.cancel()
            writing.cancel()
        }
    }

    private func read(into pieces: AsyncChannel<ByteBuffer>) async throws {
        defer { withExtendedLifetime(place) {} }
        var next = first == nil ? try await cursor.next() : first
        while !Task.isCancelled, let chunk = next {
            // The names of what is durable are known a moment later.
            await engine.reach(chunk.last.value)
            var rest: RecordChunk? = chunk
            while let some = rest {
                let part = some.keeping(through: min(some.last, some.first.advanced(by: Self.eventsAtOnce - 1)))
                rest = some.dropping(before: part.last.next)
                for piece in try await render(part) {
                    // The events that took the access away have been folded in: nothing from them on is shown.
                    guard isAdmitted else { return try Self.broken(off: follows) }
                    await pieces.send(piece)
                }
            }
            guard isAdmitted else { return try Self.broken(off: follows) }
            next = try await cursor.next()
        }
        if Task.isCancelled { try Self.broken(off: follows) }
    }

    /// Who wants the events up to the end is not to think that this was it.
    private static func broken(off follows: Bool) throws {
        if !follows { throw CancellationError() }
    }
}

/// What one task writes with while another waits for its end.
private struct Lent: @unchecked Sendable {
    // Used by one task at a time: the one that lends it does nothing until the other has ended.
    var writer: any ResponseBodyWriter
}
