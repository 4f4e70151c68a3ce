internal import Causes
package import CommitLog
internal import Policies

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

extension AppendedLines {
    var words: LocalText {
        switch count {
        case 0: LocalText("没有追加任何行，日志止于第 \(end) 条记录", "no line is appended, the log ends with record \(end)")
        case 1: LocalText("已追加第 1 行，日志止于第 \(end) 条记录", "line 1 is appended, the log ends with record \(end)")
        default:
            LocalText(
                "已追加第 1 至 \(count) 行，日志止于第 \(end) 条记录",
                "lines 1 to \(count) are appended, the log ends with record \(end)")
        }
    }
}

extension Refusal {
    /// What the log refused of standard input, and from where on: to begin anew would append lines twice.
    package init(_ error: CommitLogError, appending lines: AppendedLines) {
        let (done, words, next) = (lines.words, error.words, lines.next)
        switch error {
        case .tooLarge(.appendBytes, let actual, let limit):
            self.init(
                .badUse,
                "第 \(next) 行有 \(actual) 字节，一个段只能容纳 \(limit)；\(done.chinese)；请用 --segment-bytes 加大段，"
                    + "从第 \(next) 行继续",
                "line \(next) takes \(actual) bytes, a segment has room for \(limit); \(done.english); go on from "
                    + "line \(next) with larger segments, by --segment-bytes")
        case .halted:
            self.init(
                .refused,
                "\(words.chinese)；\(done.chinese)，或更后，以下次打开为准：请在 `paidan log stat` 所示的最后一条记录之后继续；"
                    + "第 \(lines.start.next) 条记录是第 1 行",
                "\(words.english); \(done.english), or with a later one, as the next opening decides: go on behind the "
                    + "last record that `paidan log stat` then tells; record \(lines.start.next) is line 1")
        default:
            let refusal = Refusal(error)
            let why = refusal.message ?? words
            self.init(
                refusal.status, "\(why.chinese)；\(done.chinese)；请从第 \(next) 行继续",
                "\(why.english); \(done.english); go on from line \(next)")
        }
    }
}
