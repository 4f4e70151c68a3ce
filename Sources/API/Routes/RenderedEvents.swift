internal import CommitLog
internal import Engine
internal import EventRendering
internal import Events
internal import NIOCore
internal import Projections

/// Events as `/v1/events` gives them.
struct RenderedEvents<Log: CommitLog>: Sendable {
    let engine: Engine<Log>
    let filter: EventFilter
    let form: EventForm

    /// Events rendered while others wait for the names: a third of a millisecond.
    private static var eventsAtOnce: Int { 128 }

    func pieces(of chunk: RecordChunk) throws -> [ByteBuffer] {
        var pieces: [ByteBuffer] = []
        var rest: RecordChunk? = chunk
        while let some = rest {
            let part = some.keeping(through: min(some.last, some.first.advanced(by: Self.eventsAtOnce - 1)))
            rest = some.dropping(before: part.last.next)
            var bytes: [UInt8] = []
            try engine.registry.withNames { names throws(any Error) in
                try part.forEach { record throws(any Error) in
                    guard try filter.admits(record, names: names) else { return }
                    let event = try EventView(record.body, recordType: record.type)
                    let rendered = try RenderedEvent(event, sequence: record.sequence.value, names: names)
                    form.append(rendered.json, rendered.sequence, rendered.type, to: &bytes)
                }
            }
            if !bytes.isEmpty { pieces.append(ByteBuffer(bytes: bytes)) }
        }
        return pieces
    }
}
