import EventRendering
import PaidanCommands
import Testing

@Suite("Columns")
struct TableTests {
    @Test(
        "A text takes the columns that a terminal gives it",
        arguments: [
            ("", 0), ("lin", 3), ("林静", 4), ("系统故障 4、", 12), ("（技能）", 8), ("é", 1), ("e\u{301}", 1), ("한글", 4),
            ("ｱ", 1), ("Ａ", 2), ("🚚", 2), ("👩‍🔧", 2), ("☎\u{fe0f}", 2), ("\u{200b}", 0), ("\u{1b}", 0), ("𠮷", 2),
            ("…", 1),
        ])
    func widths(_ text: String, _ width: Int) {
        #expect(TextWidth.of(text) == width)
        #expect(TextWidth.of(TextWidth.padded(text, 20)) == 20)
    }

    @Test("Columns stand below each other, whatever is in them")
    func table() {
        var table = Table([("工单", .left), ("n", .right), ("agent", .left)])
        table.add(["202611-001", "7", "林静"])
        table.add(["派", "1000", ""])
        #expect(
            table.lines(hasColours: false) == [
                "工单           n  agent",
                "202611-001     7  林静",
                "派          1000",
            ])
        let faint = "\u{1b}[2m"
        #expect(table.lines(hasColours: true).first?.hasPrefix("\(faint)工单      \u{1b}[0m  \(faint)   n") == true)
    }
}
