public import CommitLog

/// What an opening had to put right. Empty after a clean stop.
public struct RecoveryReport: Sendable, Hashable {
    /// The bytes behind the last good frame of a segment: written when the crash came, never acknowledged.
    public struct TornTail: Sendable, Hashable {
        public var file: String
        /// Where the torn bytes begin.
        public var offset: UInt64
        /// How many there are, up to the last that is not zero.
        public var byteCount: UInt64
        /// Why the frame there is not good.
        public var fault: String
        /// Where opening kept a copy; nil where the log was only read.
        public var copy: String?
    }

    public var tornTails: [TornTail] = []
    /// Prepared segments that were never used and were removed or made anew.
    public var discarded: [String] = []
    /// The last durable record found.
    public var end = SequenceNumber.zero
    /// Whether the log had been closed cleanly.
    public var wasClosedCleanly = false
}

extension RecoveryReport: CustomStringConvertible {
    public var description: String {
        let lines = tornTails.map { tail in
            "torn tail in \(tail.file) at offset \(tail.offset), \(tail.byteCount) bytes (\(tail.fault))"
                + (tail.copy.map { "; a copy is in \($0)" } ?? "")
        }
        return lines.joined(separator: "\n")
    }
}
