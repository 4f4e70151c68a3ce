import Bytes
import CommitLog
import Events
import Invariants
import SegmentLog

/// The events of a log without its daemon.
enum LoggedEvents {
    static func read(_ path: String) throws -> [(sequence: UInt64, event: any Event)] {
        let reader = try SegmentLogReader.open(path, environment: .system(owner: "a test"))
        let cursor = reader.read(from: .first)
        var events: [(UInt64, any Event)] = []
        while let chunk = try cursor.nextChunk() {
            try chunk.forEach { record in
                let view = try EventView(record.body, recordType: record.type)
                events.append((record.sequence.value, try view.event()))
            }
        }
        return events
    }

    /// Where the log is not as it has to be.
    static func violations(_ path: String) throws -> [Violation] {
        let reader = try SegmentLogReader.open(path, environment: .system(owner: "a test"))
        let cursor = reader.read(from: .first)
        var auditor = Auditor()
        while let chunk = try cursor.nextChunk() {
            try chunk.forEach { record in
                let event = try EventView(record.body, recordType: record.type)
                try auditor.take(event, sequence: record.sequence.value)
            }
        }
        auditor.finish()
        return auditor.violations
    }
}
