public import CommitLog
internal import Storage
internal import Threads

/// A log opened for reading, from any process, while a writer runs or without one. Changes nothing.
///
/// All calls block; they are for threads of the caller's own.
public final class SegmentLogReader: Sendable {
    let source: ObservedSource
    let environment: LogEnvironment

    /// Opens the log in `path`.
    /// - Throws: ``LogError``: `.notALog`, `.corruption`, `.masterKeyMissing` and so on.
    public static func open(
        _ path: String, masterKey: MasterKey? = nil, environment: LogEnvironment
    ) throws(LogError) -> SegmentLogReader {
        let directory = LogDirectory(path: path, fileSystem: environment.fileSystem)
        return SegmentLogReader(try ObservedSource(directory, masterKey: masterKey), environment: environment)
    }

    private init(_ source: ObservedSource, environment: LogEnvironment) {
        self.source = source
        self.environment = environment
    }

    public var log: LogIdentifier { source.log }
    /// The last record known to be durable.
    public var durable: SequenceNumber { source.durable }
    /// What opening for writing would put right: torn tails. Empty while a writer runs.
    public var recovery: RecoveryReport { source.report }

    /// A cursor that ends at what is durable now, or at `end` if that is less.
    public func read(from sequence: SequenceNumber, to end: SequenceNumber? = nil) -> SegmentCursor {
        SegmentCursor(source, from: sequence, to: min(end ?? durable, durable))
    }

    /// A cursor that ends like ``read(from:to:)`` and gives only the records about one of `subjects`.
    ///
    /// Cost: a sealed segment without any of them costs its header and its footer, one in 120 of them is read in vain;
    /// any other segment is read whole.
    public func read(
        from sequence: SequenceNumber, to end: SequenceNumber? = nil, about subjects: [UInt64]
    ) -> SegmentCursor {
        SegmentCursor(source, from: sequence, to: min(end ?? durable, durable), about: subjects)
    }

    /// A cursor that goes on as records become durable; with `end`, until it has given that record.
    public func follow(from sequence: SequenceNumber, to end: SequenceNumber? = nil) -> SegmentCursor {
        SegmentCursor(source, from: sequence, to: end)
    }
}
