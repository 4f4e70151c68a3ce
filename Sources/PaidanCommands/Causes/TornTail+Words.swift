internal import EventRendering
internal import Policies
internal import SegmentLog

extension RecoveryReport.TornTail {
    /// What was written when the writer crashed, and never acknowledged.
    var words: LocalText {
        LocalText(
            "\(file) 偏移 \(offset) 处有残缺尾部，\(Amounts.bytes(byteCount, .chinese))",
            "torn tail in \(file) at offset \(offset), \(Amounts.bytes(byteCount, .english))")
    }
}
