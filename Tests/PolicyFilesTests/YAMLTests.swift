import Policies
import PolicyFiles
import Testing

@Suite("YAML as policies take it")
struct YAMLTests {
    @Test(
        "what is refused, and where",
        arguments: [
            ("a: §&x 1\nb: *x", "anchors"), ("a:\n  - §&x [1]\n", "anchors"), ("{a: §&x 1}", "anchors"),
            ("? §&x a\n: 1", "anchors"), ("§&x\na: 1", "anchors"), ("\"q\": \"a, §&b\"", "anchors"),
            ("a: !x §&b [1]", "anchors"), ("a: !<x:y> §&b 1", "anchors"), ("\u{feff}§&x a", "anchors"),
            ("a: 1\r§&b c: 1", "anchors"),
            ("a: 1\u{85}§&b c: 1", "anchors"), ("a: 1\u{2028}§&b c: 1", "anchors"),
            ("a: 1\nb: §*x", "this is no YAML: found undefined alias"), ("a: §!!int 1", "tags"),
            ("a: §!x [1]", "tags"), ("a: §!x {b: 1}", "tags"), ("§a: 1\na: 2", "a comes more than once"),
            ("a: {b: 1, c: {§d: 1, e: 2, d: 3}}", "d comes more than once"), ("a: [1\nb: 2", "this is no YAML"),
            ("a: §\"x", "this is no YAML"), ("a: 1\n§--- \nb: 2", "this is no YAML"),
            ("a:\n§\tb: 1", "this is no YAML"),
            ("? §[1]\n: 2", "the name of a member is a word"), ("§# only this", "there is nothing in it"),
        ])
    func refused(_ text: String, _ beginning: String) throws {
        let (source, marks) = Alteration.unmarked(text)
        let faults = Alteration.faults(source)
        let fault = try #require(faults.first)
        #expect(faults.count == 1 && fault.text.english.hasPrefix(beginning), "\(faults)")
        if let mark = marks.first, !fault.text.english.hasPrefix("this is no YAML") {
            #expect(fault.position == mark, "\(faults)")
        }
    }

    @Test(
        "what the parser says is said in Chinese too, its own words behind",
        arguments: [
            ("a: b: c", "此处不能再出现“键: 值”"), ("a: [1\nb: 2", "方括号中缺少逗号"), ("a: {b: 1\nc: 2", "花括号中缺少逗号"),
            ("a:\n\tb: 1", "此字符不能出现在值的开头"), ("a: \"x", "文件在引号或括号结束之前就结束了"), ("a: 1\n b: 2", "此处不能再出现“键: 值”"),
            ("a: 1\n--- \nb: 2", "只能有一个文档"), ("b: *x", "引用了没有声明的别名"), ("a: \"\\q\"", "引号中有不认识的转义符"),
            ("a: 1\nb", "成员名之后缺少冒号"), ("a: - 1", "此处不能是列表项"), ("- 1\na: 2", "列表项应以“- ”开头"),
        ])
    func chinese(_ text: String, _ beginning: String) throws {
        let fault = try #require(Alteration.faults(Array(text.utf8)).first)
        let words = fault.text.english.trimmingPrefix("this is no YAML: ")
        #expect(fault.text.chinese.hasPrefix("YAML 有误：\(beginning)"), "\(fault.text)")
        #expect(fault.text.chinese.hasSuffix("（\(words)）"), "\(fault.text)")
    }

    @Test("a few lines that would become millions of values are refused at once")
    func laughs() {
        let lines =
            ["a0: &a0 [ha, ha, ha]"] + (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
        #expect(Alteration.faults(Array(lines.joined(separator: "\n").utf8)).count == 1)
        let keys = ["a0: &a0 [ha]"] + (1...40).map { "? &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n: 1" }
        #expect(Alteration.faults(Array(keys.joined(separator: "\n").utf8)).count == 1)
    }

    @Test(
        "nesting is bounded, whatever hides it",
        arguments: [
            Nesting("[", times: 200_000), Nesting("{a: ", times: 60_000), Nesting("[\"]\", # ]\n", times: 20_000),
            Nesting("- ", times: 100_000), Nesting("? ", times: 100_000), Nesting("- ? ", times: 50_000),
            Nesting("[", times: 4_000, end: "]"), Nesting("a:", times: 600, indent: 1),
            Nesting("-", times: 60, indent: 2),
        ])
    func nesting(_ nesting: Nesting) {
        #expect(Alteration.faults(Array(nesting.text.utf8)).count == 1)
    }

    /// One opening within another, told without all its text.
    struct Nesting: CustomTestStringConvertible {
        var text: String
        var testDescription: String

        /// - Parameter end: what closes each, after all are open.
        init(_ opening: String, times: Int, end: String = "") {
            text = String(repeating: opening, count: times) + String(repeating: end, count: times)
            testDescription = "\(times) times \(opening.debugDescription) \(end)"
        }

        /// A line each, each further in than the one before.
        init(_ opening: String, times: Int, indent: Int) {
            let lines = (0..<times).map { String(repeating: " ", count: indent * $0) + opening }
            text = lines.joined(separator: "\n")
            testDescription = "\(times) lines of \(opening)"
        }
    }

    @Test("too many bytes, and bytes that are no text, are refused")
    func bytes() {
        let long = [UInt8](repeating: UInt8(ascii: "#"), count: PolicyLimits.sourceBytesMax + 1)
        #expect(Alteration.faults(long).map(\.text.english) == ["it has 262145 bytes; at most 262144 are taken"])
        #expect(Alteration.faults([0xff, 0xfe]).map(\.text.english) == ["it is not UTF-8"])
    }

    @Test("plain words are texts but for whole numbers, true, false and null")
    func scalars() throws {
        let text =
            "[a, 1, -2, 007, 1_000, 0x10, 1.5, true, True, no, null, ~, '1', \"true\", 2026-10-01, 9223372036854775808]"
        let node = try PolicyFiles.node(Array(text.utf8))
        guard case .sequence(let elements) = node.content else { Issue.record("no list"); return }
        #expect(
            elements.map(\.content) == [
                .text("a"), .number(1), .number(-2), .text("007"), .text("1_000"), .text("0x10"), .text("1.5"),
                .bool(true), .text("True"), .text("no"), .empty, .empty, .text("1"), .text("true"),
                .text("2026-10-01"), .text("9223372036854775808"),
            ])
    }

    @Test("JSON is YAML")
    func json() throws {
        let profile = PolicyFiles.profile("smart-dispatch")
        let again = try PolicyFiles.read(profile.canonical)
        #expect(again.policy == profile.policy && again.canonical == profile.canonical)
    }
}
