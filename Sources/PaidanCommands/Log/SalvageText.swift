internal import Causes
internal import EventRendering
internal import SegmentLog

/// What a salvage saved and what it could not, for people.
struct SalvageText {
    private let report: SalvageReport
    private let path: String

    init(_ report: SalvageReport, _ path: String) {
        self.report = report
        self.path = path
    }

    func lines(_ language: Language) -> [String] {
        var lines = report.unreadable.map { bytes in
            language(
                "无法读取：\(bytes.file) 偏移 \(bytes.offset)，\(bytes.byteCount) 字节：\(CorruptionWords.chinese(bytes.why))",
                "unreadable: \(bytes)")
        }
        lines += report.lost.map { range in language("丢失：\(Self.chinese(range))", "lost: \(range)") }
        if !report.endIsKnown {
            lines.append(
                language(
                    "无从得知日志止于何处：可能还有过其他记录，已无迹可寻",
                    "nothing says where the log ended: there may have been more records, of which nothing is left"))
        }
        let (saved, lost) = (report.records, report.lostRecords)
        let losses = lost == 0 ? "none lost" : "\(Amounts.count(lost, "record")) lost"
        lines.append(
            language(
                "已抢救 \(saved) 条记录到 \(path)，" + (lost == 0 ? "没有丢失" : "丢失 \(lost) 条"),
                "\(Amounts.count(saved, "record")) saved to \(path), \(losses)"))
        return lines
    }

    private static func chinese(_ range: LostRange) -> String {
        (range.first == range.last ? "第 \(range.first) 条记录" : "第 \(range.first) 至 \(range.last) 条记录")
            + (range.file.map { "（\($0)）" } ?? "") + "：\(range.why)"
    }
}
