public import CommitLog

/// What a salvage saved, and an exact account of what it could not.
public struct SalvageReport: Sendable, Hashable {
    /// Records saved. The new log holds a stand-in for every lost one besides.
    public var records: UInt64 = 0
    /// The sequence numbers of the lost records, in order.
    public var lost: [LostRange] = []
    /// Bytes that could not be made sense of, in the order of the files.
    public var unreadable: [UnreadableBytes] = []
    /// Whether something says where the log ended. If not, there may have been records behind the last one that is
    /// named here, of which nothing is left.
    public var endIsKnown = false

    package init(
        records: UInt64 = 0, lost: [LostRange] = [], unreadable: [UnreadableBytes] = [], endIsKnown: Bool = false
    ) {
        self.records = records
        self.lost = lost
        self.unreadable = unreadable
        self.endIsKnown = endIsKnown
    }

    /// How many records are lost, as far as anything says so.
    public var lostRecords: UInt64 { lost.reduce(0) { $0 + $1.count } }
}

/// Consecutive records that are lost.
public struct LostRange: Sendable, Hashable {
    public var first: SequenceNumber
    /// The last one that is lost.
    public var last: SequenceNumber
    /// The file that held them, by its path; nil if nothing says which.
    public var file: String?
    public var why: String

    package init(first: SequenceNumber, last: SequenceNumber, file: String?, why: String) {
        self.first = first
        self.last = last
        self.file = file
        self.why = why
    }

    public var count: UInt64 { last.value - first.value + 1 }
}

extension LostRange: CustomStringConvertible {
    public var description: String {
        (first == last ? "record \(first)" : "records \(first) to \(last)") + (file.map { " of \($0)" } ?? "")
            + ": \(why)"
    }
}

/// Bytes of a file that are nothing of a log.
public struct UnreadableBytes: Sendable, Hashable {
    public var file: String
    public var offset: UInt64
    public var byteCount: UInt64
    public var why: String

    package init(file: String, offset: UInt64, byteCount: UInt64, why: String) {
        self.file = file
        self.offset = offset
        self.byteCount = byteCount
        self.why = why
    }
}

extension UnreadableBytes: CustomStringConvertible {
    public var description: String { "\(file) at offset \(offset), \(byteCount) bytes: \(why)" }
}
