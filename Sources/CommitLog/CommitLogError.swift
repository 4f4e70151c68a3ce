/// Why a commit log refused. Everything named here leaves the log as it was.
public enum CommitLogError: Error, Sendable, Hashable {
    /// Somebody appended in between: the caller believed the end to be `expected`, it is `end`.
    case stale(expected: SequenceNumber, end: SequenceNumber)
    case tooLarge(LimitedQuantity, actual: Int, limit: Int)
    /// A record of this type has a meaning that only the log itself gives; see ``RecordType``.
    case reservedType(UInt32)
    /// More bytes wait to become durable than the log will hold; try again when some have.
    case overloaded(pendingBytes: Int, limit: Int)
    /// No space could be claimed on the device. Reading goes on.
    case noSpace(String)
    /// A write or sync failed after it was promised; the log takes nothing more until it is opened again.
    /// Whether the records of this append survive is only known then.
    case halted(String)
    case closed
    /// Bytes that were durable have changed. Never skipped.
    case corruption(LogCorruption)
    /// The device or the system refused a read.
    case unreadable(String)

    public enum LimitedQuantity: String, Sendable, Hashable {
        case recordBytes = "bytes in a record"
        case appendBytes = "bytes in an append"
        case appendRecords = "records in an append"
        case subjects = "subjects of a record"
        case followers = "followers"
    }
}

/// Something durable that is no longer what was written: where, and what is wrong with it.
public struct LogCorruption: Error, Sendable, Hashable {
    /// The file, by its path.
    public var file: String
    /// Bytes from the start of the file.
    public var offset: UInt64
    public var what: String

    public init(file: String, offset: UInt64, what: String) {
        self.file = file
        self.offset = offset
        self.what = what
    }
}

extension LogCorruption: CustomStringConvertible {
    public var description: String { "\(file) at offset \(offset): \(what)" }
}

extension CommitLogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .stale(let expected, let end):
            "the log ends at \(end), not at \(expected): read on from there and decide again"
        case .tooLarge(let quantity, let actual, let limit):
            "\(actual) \(quantity.rawValue) are more than the limit of \(limit)"
        case .reservedType(let type):
            "the record type \(type) is reserved for the log's own use: choose another"
        case .overloaded(let pending, let limit):
            "\(pending) bytes wait to become durable, the limit is \(limit): try again in a moment"
        case .noSpace(let detail): "no space could be claimed: \(detail)"
        case .halted(let cause): "the log stopped: \(cause)"
        case .closed: "the log is closed"
        case .corruption(let corruption): "corruption in \(corruption)"
        case .unreadable(let detail): detail
        }
    }
}
