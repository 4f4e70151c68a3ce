internal import Bytes
internal import CommitLog
internal import EventRendering
internal import SegmentLog

/// The events of a data directory's log, read beside a daemon or without one.
struct LogEvents: EventSource {
    let reader: SegmentLogReader
    let path: String

    func print(_ query: EventQuery, to printer: inout EventPrinter, in shell: Shell) throws(Refusal) {
        var walk = EventWalk(query.filter, path: path)
        // What there is by now comes first, then one cursor goes on behind it, whatever becomes of the writer.
        let end = reader.durable
        let past = reader.read(from: .first, to: end)
        switch query.start {
        case .last(let count): try printLast(count, of: past, &walk, &printer)
        case .from(let first): try printAll(of: past, from: first, &walk, &printer)
        }
        try printer.flush()
        guard query.follows else {
            if let fault = walk.fault { throw fault }
            return
        }
        let cursor = reader.follow(from: end.next)
        while try cursor.waitForMore(in: shell) {
            try printAll(of: cursor, from: query.start.first, &walk, &printer)
            // Whoever watches sees everything that is durable while this waits for more.
            try printer.flush()
        }
    }

    private func printLast(
        _ count: Int, of cursor: SegmentCursor, _ walk: inout EventWalk, _ printer: inout EventPrinter
    ) throws(Refusal) {
        var recent = RecentEvents(count)
        while let chunk = try cursor.next() {
            try chunk.forEach { record throws(Refusal) in
                guard let type = try walk.take(record) else { return }
                recent.add(record.body, type: type, sequence: record.sequence.value)
            }
        }
        for event in recent.inOrder { try Self.print(event, walk, &printer) }
    }

    private static func print(
        _ event: RecentEvents.Kept, _ walk: EventWalk, _ printer: inout EventPrinter
    ) throws(Refusal) {
        let rendered = try walk.rendered(event.body.bytes, event.type, event.sequence)
        try printer.print(rendered, naming: walk.policyNames(for: rendered))
    }

    /// Prints what is durable now; of what lies before `first` it learns the names.
    private func printAll(
        of cursor: SegmentCursor, from first: UInt64, _ walk: inout EventWalk, _ printer: inout EventPrinter
    ) throws(Refusal) {
        do throws(Refusal) {
            while let chunk = try cursor.next() {
                try chunk.forEach { record throws(Refusal) in
                    guard let type = try walk.take(record), record.sequence.value >= first else { return }
                    let rendered = try walk.rendered(record.body, type, record.sequence.value)
                    try printer.print(rendered, naming: walk.policyNames(for: rendered))
                }
            }
        } catch {
            // What is sound before the damage is printed; the damage is what there is to tell.
            try? printer.flush()
            throw error
        }
    }
}
