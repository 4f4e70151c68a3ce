public import CommitLog
public import Events

/// The events of commands on their way into the log: one atomic append.
public struct EventBatch: Sendable {
    public private(set) var records = RecordBatch()

    public init() {}

    /// How many events.
    public var count: Int { records.count }
    public var isEmpty: Bool { records.isEmpty }

    /// Adds the events of one command, of which there is at least one.
    ///
    /// All have the same envelope, but only the first has the caller's key, and the last is marked.
    /// - Parameter times: when each event happened, where that is not now: as many as there are events, or none.
    /// - Returns: the events as they were written, for whoever folds them in.
    /// - Throws: `.notWritable` or `.log`; then the batch is as it was.
    public mutating func append(
        _ events: [any Event], in envelope: Envelope, occurredAt times: [Instant?] = []
    ) throws(EventStoreError) -> [(type: EventType, body: [UInt8])] {
        precondition(!events.isEmpty, "a command without events is not written")
        precondition(times.isEmpty || times.count == events.count, "each event has its time")
        var envelope = envelope
        var bodies: [[UInt8]] = []
        for (index, event) in events.enumerated() {
            envelope.isLastOfCommand = index == events.count - 1
            if !times.isEmpty { envelope.occurredAt = times[index] }
            do throws(WireError) { bodies.append(try envelope.encoded(enclosing: event)) } catch {
                throw .notWritable(type(of: event).type, error)
            }
            envelope.commandKey = []
        }
        var grown = records
        do throws(CommitLogError) {
            for (event, body) in zip(events, bodies) {
                try grown.append(
                    body, type: type(of: event).type.rawValue, subjects: event.subjects.map(\.rawValue))
            }
        } catch { throw .log(error) }
        records = grown
        return zip(events, bodies).map { (type(of: $0).type, $1) }
    }
}

extension RecordView {
    /// The event that the record is.
    @_lifetime(copy self)
    public func event() throws(EventStoreError) -> EventView {
        do throws(WireError) { return try EventView(body, recordType: type) } catch {
            throw .notAnEvent(sequence, error)
        }
    }
}
