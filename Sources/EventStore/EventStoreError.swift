public import CommitLog
public import Events

/// Why events cannot be written or read.
public enum EventStoreError: Error, Hashable, Sendable {
    case log(CommitLogError)
    /// An event is larger than ``EventLimits`` allow, or something in it is.
    case notWritable(EventType, WireError)
    /// A record is not an event of a version that this product knows.
    case notAnEvent(SequenceNumber, WireError)
}
