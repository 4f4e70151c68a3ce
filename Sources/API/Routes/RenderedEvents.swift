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
        guard chunk.count > Self.renderedHereMax else { return try rendered(chunk) }
        return try await thread.work.value { Result { try rendered(chunk) } }.get()
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

    deinit { work.stop() }
}
