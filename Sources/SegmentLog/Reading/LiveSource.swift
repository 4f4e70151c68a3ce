internal import CommitLog
internal import Threads

/// The records as the writer's own process sees them.
final class LiveSource: RecordSource {
    private let core: LogCore

    init(_ core: LogCore) { self.core = core }

    var directory: LogDirectory { core.directory }
    var log: LogIdentifier { core.log }
    var keys: DataKeys { core.keys }
    var durable: SequenceNumber { core.map.withLock { $0.durable } }
    var manifest: Manifest { core.map.withLock { $0.manifest } }

    func locate(_ sequence: SequenceNumber) throws(CommitLogError) -> Location {
        core.map.withLock { $0.locate(sequence) }
    }

    var isStale: Bool { false }

    func damage(behind number: UInt32) -> CommitLogError? { nil }

    func refresh() throws(CommitLogError) {}

    func recent(from sequence: SequenceNumber) -> RecordChunk? {
        core.map.withLock { $0.ring.chunk(from: sequence) }
    }

    func wait(for sequence: SequenceNumber, deadline: MonotonicInstant?) throws(CommitLogError) -> Bool {
        let condition: (inout LogMap) -> sending Result<Bool, CommitLogError>? = { map in
            if map.durable >= sequence { return .success(true) }
            return map.end.map { .failure($0) }
        }
        if let deadline {
            return try core.map.wait(deadline: deadline, until: condition)?.get() ?? false
        }
        return try core.map.wait(until: condition).get()
    }

    func cursorClosed() { core.map.withLock { $0.followers -= 1 } }
}
