internal import CivilTime
internal import EventRendering
internal import Policies
internal import SegmentLog

/// How much of everything a log has, for people.
struct StatisticsText {
    private let log: LogStatistics
    private let language: Language

    init(_ log: LogStatistics, _ language: Language) {
        self.log = log
        self.language = language
    }

    var lines: [String] {
        let width = facts.reduce(0) { max($0, TextWidth.of($1.label)) } + 2
        return facts.map { TextWidth.padded($0.label, width) + $0.text }
            + log.tornTails.map { $0.words[language] + language("，从未确认", ", never acknowledged") }
            + [""] + segments
    }

    private var facts: [(label: String, text: String)] {
        let ratio = log.bytes > 0 ? " (\(Amounts.digits(log.rawBytes, per: log.bytes)) : 1)" : ""
        let (bytes, raw) = (Amounts.bytes(log.bytes, language), Amounts.bytes(log.rawBytes, language))
        return [
            (language("日志", "log"), "\(log.log)\(language.comma)\(state)"),
            (language("创建时间", "created"), Timestamp(milliseconds: log.createdAt).secondsText),
            (language("记录数", "records"), "\(log.records)"),
            (language("字节数", "bytes"), language("\(bytes)，记录本身 \(raw)", "\(bytes) for \(raw) of records") + ratio),
            (language("加密", "encrypted"), yesOrNo(log.isEncrypted)),
            (language("防篡改证据", "evidence"), yesOrNo(log.keepsEvidence)),
            (language("写入轮次", "epoch"), "\(log.epoch)"),
        ]
    }

    private var state: String {
        if log.isHeld { return language("正在写入", "open for writing") }
        return log.wasClosedCleanly
            ? language("已正常关闭", "closed cleanly") : language("未正常关闭", "not closed cleanly")
    }

    private var segments: [String] {
        var table = Table([
            (language("段", "segment"), .left), (language("首条记录", "first record"), .right),
            (language("记录数", "records"), .right), (language("字节数", "bytes"), .right),
            (language("记录本身", "of records"), .right), (language("最后写入", "last written"), .left),
        ])
        for segment in log.segments {
            let time = segment.count > 0 ? Timestamp(milliseconds: segment.timeLast).secondsText : ""
            table.add([
                segment.file, "\(segment.firstSequence)", "\(segment.count)", Amounts.bytes(segment.bytes, language),
                Amounts.bytes(segment.rawBytes, language),
                time + (segment.isSealed ? "" : language("，未封存", ", not sealed")),
            ])
        }
        return table.lines(hasColours: false)
    }

    private func yesOrNo(_ isSo: Bool) -> String { isSo ? language("是", "yes") : language("否", "no") }
}
