import CommandHelp
import Testing

@Suite("Lines of help")
struct WrappingTests {
    @Test(
        "Text is broken between words and wide characters, and punctuation stays with what it belongs to",
        arguments: [
            ("one two three", 7, ["one two", "three"]), ("", 7, [""]),
            ("longerthanseven a", 7, ["longerthanseven", "a"]),
            ("工单派给执行人员", 8, ["工单派给", "执行人员"]), ("工单派给，执行", 8, ["工单派", "给，执行"]),
            ("派单（默认：五）", 8, ["派单（默", "认：五）"]), ("见 `a b` 吧", 6, ["见 `a", "b` 吧"]),
            ("用 --from 指定", 9, ["用 --from", "指定"]), ("改用assign派", 7, ["改用", "assign", "派"]),
        ])
    func breaks(_ text: String, _ width: Int, _ lines: [String]) {
        #expect(Wrapping.lines(text, width: width) == lines)
    }

    @Test("What follows a first line is indented by what stands before it")
    func indented() {
        #expect(Wrapping.lines("甲 乙 丙", width: 11, first: "用法：") == ["用法：甲 乙", "      丙"])
    }
}
