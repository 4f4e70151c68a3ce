internal import CommitLog
internal import Engine
internal import EventRendering
internal import Events
internal import NIOCore
internal import Projections
internal import Threads

/// Events as `/v1/events` gives them.
struct RenderedEvents<Log: CommitLog>: Sendable {
    let engine: Engine<Log>
    let filter: EventFilter
    let form: EventForm

    let thread: RenderingThread

    /// What is new is rendered here. Who has much to catch up on waits for the thread that does it for everybody.
    /// - Parameter chunk: so many events that others can wait for the names meanwhile.
    func pieces(of chunk: RecordChunk) async throws -> [ByteBuffer] {
        guard filter == EventFilter() else { return try await renderedAnywhere(chunk) { try rendered($0) } }
        let key = RenderedParts.Key(form: form, first: chunk.first.value, last: chunk.last.value)
        if let part = thread.parts[key] { return [part] }
        return try await renderedAnywhere(chunk) { chunk in
            // Somebody else may have had it rendered meanwhile.
            if let part = thread.parts[key] { return [part] }
            let pieces = try rendered(chunk)
            for piece in pieces { thread.parts.keep(piece, key) }
            return pieces
        }
    }

    private func renderedAnywhere(
        _ chunk: RecordChunk, _ render: @escaping @Sendable (RecordChunk) throws -> [ByteBuffer]
    ) async throws -> [ByteBuffer] {
        guard chunk.count > Self.renderedHereMax else { return try render(chunk) }
        return try await thread.work.value { Result { try render(chunk) } }.get()
    }

    private static var renderedHereMax: Int { 8 }

    private func rendered(_ chunk: RecordChunk) throws -> [ByteBuffer] {
        var bytes: [UInt8] = []
        try engine.registry.withNames { names throws(any Error) in
            try chunk.forEach { record throws(any Error) in
                guard try filter.admits(record, names: names) else { return }
                let event = try EventView(record.body, recordType: record.type)
                let rendered = try RenderedEvent(event, sequence: record.sequence.value, names: names)
                form.append(rendered.json, rendered.sequence, rendered.type, to: &bytes)
            }
        }
        return bytes.isEmpty ? [] : [ByteBuffer(bytes: bytes)]
    }
}

/// Renders what followers catch up on, one after another: hundreds of them take one core, and requests the others.
final class RenderingThread: Sendable {
    fileprivate let work = BlockingWork("renderer")
    /// What several of them want.
    fileprivate let parts = RenderedParts(bytesMax: APILimits.renderedBytesMax)

    deinit { work.stop() }
}
