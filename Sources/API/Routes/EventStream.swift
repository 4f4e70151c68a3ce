internal import AsyncAlgorithms
internal import CommitLog
internal import Engine
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import NIOCore
internal import ServiceLifecycle

/// How a stream of events is written down.
enum EventForm: Sendable {
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

    /// What an `Accept` header asks for.
    static func accepted(_ header: String?) throws(Problem) -> EventForm {
        let ranges = (header ?? "*/*").split(separator: ",").map {
            $0.split(separator: ";")[safe: 0]?.trimmed.lowercased()
        }
        for range in ranges {
            switch range {
            case "text/event-stream", "*/*", "text/*": return .serverSent
            case "application/x-ndjson", "application/*": return .lines
            default: continue
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
struct EventStream<Log: CommitLog>: Sendable {
    let engine: Engine<Log>
    let form: EventForm
    let start: SequenceNumber
    let follows: Bool
    /// What the client gets of the events of a chunk, which the projections have seen.
    let render: @Sendable (RecordChunk) async throws -> [ByteBuffer]

    /// How often a client hears that nothing has happened: proxies close what is silent for a minute or less.
    private static var keepAliveEvery: Duration { .seconds(15) }

    var response: Response {
        Response(
            status: .ok, headers: [.contentType: form.mediaType, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await write(to: &writer)
                try await writer.finish(nil)
            })
    }

    /// Ends at the end of the log, or when the client or the daemon goes.
    @concurrent
    func write(to writer: inout any ResponseBodyWriter) async throws {
        let pieces = AsyncChannel<ByteBuffer>()
        let reading = Task {
            defer { pieces.finish() }
            try await cancelWhenGracefulShutdown { try await read(into: pieces) }
        }
        let beating = Task {
            guard follows, let beat = form.keepAlive else { return }
            while !Task.isCancelled {
                try await Task.sleep(for: Self.keepAliveEvery)
                await pieces.send(ByteBuffer(string: beat))
            }
        }
        defer {
            reading.cancel()
            beating.cancel()
        }
        // What is sent first tells the client that it is heard.
        if let beat = form.keepAlive { try await writer.write(ByteBuffer(string: beat)) }
        for await piece in pieces { try await writer.write(piece) }
        try await reading.value
    }

    private func read(into pieces: AsyncChannel<ByteBuffer>) async throws {
        let cursor = follows ? try engine.log.follow(from: start) : try engine.log.read(from: start)
        while !Task.isCancelled, let chunk = try await cursor.next() {
            // The names of what is durable are known a moment later.
            await engine.reach(chunk.last.value)
            for piece in try await render(chunk) { await pieces.send(piece) }
        }
        // Who wants the events up to the end is not to think that this was it.
        if !follows { try Task.checkCancellation() }
    }
}
