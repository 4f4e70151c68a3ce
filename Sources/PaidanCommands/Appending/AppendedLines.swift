package import CommitLog

/// How many lines of standard input are in the log, each a record: the first ones, as they go in in order.
package struct AppendedLines: Sendable, Hashable {
    /// The last record before them.
    package let start: SequenceNumber
    /// The last record.
    package let end: SequenceNumber

    package init(start: SequenceNumber, end: SequenceNumber) {
        precondition(start <= end, "a log does not get shorter")
        self.start = start
        self.end = end
    }

    package var count: UInt64 { end.value - start.value }

    /// The first one that is not in the log, from 1.
    package var next: UInt64 { count + 1 }
}

extension AppendedLines: CustomStringConvertible {
    package var description: String {
        let lines =
            switch count {
            case 0: "no line is appended"
            case 1: "line 1 is appended"
            default: "lines 1 to \(count) are appended"
            }
        return "\(lines), the log ends with record \(end)"
    }
}

extension Refusal {
    /// What the log refused of standard input, and from where on: to begin anew would append lines twice.
    package init(_ error: CommitLogError, appending lines: AppendedLines) {
        switch error {
        case .tooLarge(.appendBytes, let actual, let limit):
            self.init(
                .badUse,
                "line \(lines.next) takes \(actual) bytes, a segment has room for \(limit); \(lines); go on from "
                    + "line \(lines.next) with larger segments, by --segment-bytes")
        case .halted:
            self.init(
                .refused,
                "\(error); \(lines), or with a later one, as the next opening decides: go on behind the last record "
                    + "that `paidan log stat` then tells; record \(lines.start.next) is line 1")
        case .noSpace:
            self.init(.refused, "\(error); \(lines); go on from line \(lines.next)")
        default:
            let refusal = Refusal(error)
            self.init(
                refusal.status, "\(refusal.message ?? error.description); \(lines); go on from line \(lines.next)")
        }
    }
}
