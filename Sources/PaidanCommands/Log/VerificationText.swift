internal import Causes
internal import CommitLog
internal import EventRendering
internal import Merkle
internal import Policies
internal import SegmentLog

/// What was read and checked, for people.
struct VerificationText {
    private let report: VerificationReport
    private let kept: Checkpoint?

    /// - Parameter kept: a checkpoint that the log was found to extend.
    init(_ report: VerificationReport, _ kept: Checkpoint?) {
        self.report = report
        self.kept = kept
    }

    /// As compilers tell a place.
    static func line(_ corruption: LogCorruption, _ language: Language) -> String {
        language(
            corruption.words.chinese, "\(corruption.file): offset \(corruption.offset): \(corruption.what)")
    }

    func lines(_ language: Language) -> [String] {
        var lines = report.corruptions.map { Self.line($0, language) }
        let extent = LogExtent(records: report.records, segments: report.segments, bytes: report.bytes).words(language)
        lines.append(
            report.corruptions.isEmpty
                ? language("\(extent)：没有损坏", "\(extent): no corruption")
                : language("已校验 \(extent)", "\(extent) checked"))
        if let root = report.root {
            let size = report.size.value
            lines.append(
                language(
                    "\(size) 条记录的根 \(root.base64)", "root \(root.base64) of \(Amounts.count(size, "record"))"))
        }
        for tail in report.tornTails {
            lines.append(
                language(
                    "\(tail.words.chinese)：\(CorruptionWords.chinese(tail.fault))。它从未被确认，下次追加时截去",
                    "\(tail.words.english): \(tail.fault). It was never acknowledged; the next append cuts it off"))
        }
        if let kept {
            let size = kept.size.rawValue
            lines.append(
                language(
                    "日志是 \(kept.origin) 的 \(size) 条记录检查点的延续",
                    "the log extends the checkpoint of \(kept.origin) with \(Amounts.count(size, "record"))"))
        }
        return lines
    }
}
