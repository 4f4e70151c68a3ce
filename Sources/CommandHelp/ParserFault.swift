package import EventRendering

/// What the parser says is wrong with arguments, in the reader's language.
///
/// Its faults are closed to everybody else, so there is nothing to go by but its sentences. One that is not known here
/// stays as it is; the tests provoke each, and see it when a new version of the parser says it otherwise.
package enum ParserFault {
    package static func text(_ english: String, in language: Language) -> String {
        guard language == .chinese else { return english }
        for sentence in sentences {
            guard let values = sentence.values(in: english) else { continue }
            return zip(values.indices, values).reduce(sentence.chinese) { text, value in
                text.replacing("{\(value.0 + 1)}", with: value.1)
            }
        }
        return english
    }

    /// The English sentence has a `%` for each value, which the Chinese one names by their order, from `{1}`.
    private struct Sentence {
        let chinese: String
        private let parts: [Substring]

        init(_ english: String, _ chinese: String) {
            self.chinese = chinese
            parts = english.split(separator: "%", omittingEmptySubsequences: false)
        }

        /// What stands for each `%`; nil where it is another sentence.
        func values(in text: String) -> [String]? {
            guard let first = parts.first, text.hasPrefix(first) else { return nil }
            var rest = text.dropFirst(first.count)
            var values: [String] = []
            for (index, part) in parts.enumerated().dropFirst() {
                if index == parts.count - 1 {
                    guard rest.hasSuffix(part) else { return nil }
                    values.append(String(rest.dropLast(part.count)))
                    return values
                }
                guard let found = rest.firstRange(of: part) else { return nil }
                values.append(String(rest[..<found.lowerBound]))
                rest = rest[found.upperBound...]
            }
            return rest.isEmpty ? values : nil
        }
    }

    /// Where one sentence begins like another, the longer one comes first.
    private static let sentences = [
        Sentence("Unknown option '%'. Did you mean '%'?", "没有选项 {1}（是否指 {2}）"),
        Sentence("Unknown option '%'", "没有选项 {1}"),
        Sentence("Missing value for '%'", "{1} 缺少值"),
        Sentence("The option '%' does not take any value, but '%' was specified.", "{1} 不带值，却给出了 {2}"),
        Sentence("Unexpected argument '%'", "多余的参数 {1}"),
        Sentence("% unexpected arguments: %", "有 {1} 个多余的参数：{2}"),
        Sentence("Missing expected argument '%'", "缺少参数 {1}"),
        Sentence("Missing one of: %", "缺少其中之一：{1}"),
        Sentence("The value '%' is invalid for '%': %", "{2} 的值 {1} 无效：{3}"),
        Sentence("The value '%' is invalid for '%'. Please provide one of %.", "{2} 的值 {1} 无效，可用：{3}"),
        Sentence("The value '%' is invalid for '%'", "{2} 的值 {1} 无效"),
        Sentence("Value to be set with flag '%' had already been set with flag '%'", "{1} 与 {2} 重复"),
        Sentence("Invalid option: %", "没有选项 {1}"),
        Sentence("Missing required subcommand.", "缺少命令"),
        Sentence("Can't generate completion scripts for '%'.%", "不能为 {1} 生成补全脚本；可用：bash、zsh、fish"),
        Sentence("Can't autodetect a supported shell.%", "无法识别当前的 shell，请指明：bash、zsh 或 fish"),
    ]
}
