internal import Policies
internal import Yams

extension PolicyNode {
    /// What a YAML text says, by YAML's core schema without numbers that are not whole: `yes`, `on`, `0x10` and dates
    /// are texts.
    /// - Throws: the first thing that is wrong with it as YAML.
    init(yaml source: [UInt8]) throws(PolicyRefusal) {
        guard source.count <= PolicyLimits.sourceBytesMax else {
            let most = PolicyLimits.sourceBytesMax
            throw .whole(
                "有 \(source.count) 字节，最多 \(most) 字节", "it has \(source.count) bytes; at most \(most) are taken")
        }
        guard let text = String(validating: source, as: UTF8.self) else { throw .whole("不是 UTF-8", "it is not UTF-8") }
        if let fault = YAMLGuard.fault(in: text) { throw PolicyRefusal([fault]) }
        let root: Node?
        let parser: Parser
        do {
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            root = try parser.singleRoot()
        } catch { throw PolicyRefusal([Self.fault(error)]) }
        guard let root else { throw .whole("文件为空", "there is nothing in it") }
        self = try PolicyNode(root, depth: 1)
    }

    private init(_ node: Node, depth: Int) throws(PolicyRefusal) {
        let position = Position(node.mark)
        guard depth <= PolicyLimits.nestingMax else {
            let text = LocalText("嵌套过深", "values are nested too deep")
            throw PolicyRefusal([PolicyFault(at: position, path: "", text)])
        }
        if Self.isTagged(node) {
            let text = LocalText("不支持标签（!）；若是文字，请加引号", "tags (!) are not taken; if it is a text, put it in quotes")
            throw PolicyRefusal([PolicyFault(at: position, path: "", text)])
        }
        switch node {
        case .scalar(let scalar): self.init(Self.content(scalar), at: position)
        case .sequence(let sequence):
            var elements: [PolicyNode] = []
            for element in sequence { elements.append(try PolicyNode(element, depth: depth + 1)) }
            self.init(.sequence(elements), at: position)
        case .mapping(let mapping):
            var members: [Member] = []
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    let text = LocalText("成员名应为一个词", "the name of a member is a word")
                    throw PolicyRefusal([PolicyFault(at: Position(key.mark), path: "", text)])
                }
                let value = try PolicyNode(value, depth: depth + 1)
                members.append(Member(name.string, value, at: Position(key.mark)))
            }
            self.init(.mapping(members), at: position)
        // Aliases are refused before.
        case .alias: throw .whole("不支持别名", "aliases are not taken")
        }
    }

    private static func content(_ scalar: Node.Scalar) -> Content {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return .text(text) }
        switch text {
        case "", "~", "null": return .empty
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return number(text).map { .number($0) } ?? .text(text)
        }
    }

    /// Quoted texts have the tag of texts by themselves.
    private static func isTagged(_ node: Node) -> Bool {
        switch node {
        case .scalar(let scalar): !["", "tag:yaml.org,2002:str"].contains(scalar.tag.description)
        case .sequence(let sequence): !sequence.tag.description.isEmpty
        case .mapping(let mapping): !mapping.tag.description.isEmpty
        case .alias: false
        }
    }

    /// A whole number as JSON writes it.
    private static func number(_ text: String) -> Int64? {
        guard let number = Int64(text), String(number) == text else { return nil }
        return number
    }

    private static func fault(_ error: any Error) -> PolicyFault {
        func fault(_ mark: Mark?, _ problem: String) -> PolicyFault {
            PolicyFault(
                at: Position(mark), path: "",
                LocalText("YAML 有误：\(chinese(problem))", "this is no YAML: \(problem)"))
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return fault(mark, problem)
        case .duplicatedKeysInMapping(let names, let context):
            let text = LocalText(
                "成员 \(names.joined(separator: "、")) 在同一映射中出现多次",
                "\(names.joined(separator: ", ")) comes more than once in one mapping")
            return PolicyFault(at: Position(context.mark), path: "", text)
        default: return fault(nil, "it cannot be read")
        }
    }

    /// What the parser says, for those who do not read its language; its own words follow, because others know them.
    private static func chinese(_ problem: String) -> String {
        "\(sentences.first { problem.contains($0.words) }?.sentence ?? "格式不正确")（\(problem)）"
    }

    /// What libyaml says most often, the more particular first.
    private static let sentences: [(words: String, sentence: String)] = [
        ("mapping values are not allowed", "此处不能再出现“键: 值”，请检查缩进，或给含冒号的文字加引号"),
        ("block sequence entries are not allowed", "此处不能是列表项，请检查缩进"),
        ("block mapping", "此处不能是映射，请检查缩进"),
        ("expected ',' or ']'", "方括号中缺少逗号，或没有右方括号"),
        ("expected ',' or '}'", "花括号中缺少逗号，或没有右花括号"),
        ("expected '-' indicator", "列表项应以“- ”开头，请检查缩进"),
        ("expected key", "此处应为成员名，请检查缩进与冒号"),
        ("expected ':'", "成员名之后缺少冒号"),
        ("tab character", "缩进不能用制表符，请用空格"),
        ("cannot start any token", "此字符不能出现在值的开头，请给文字加引号"),
        ("unexpected end of stream", "文件在引号或括号结束之前就结束了"),
        ("unexpected document indicator", "引号中不能出现文档分隔行"),
        ("escape character", "引号中有不认识的转义符"),
        ("expected hexdecimal", "转义符之后应为十六进制数字"),
        ("undefined alias", "引用了没有声明的别名"),
        ("another document", "只能有一个文档"),
        ("<document start>", "文件中多出了内容，请检查缩进与括号"),
        ("control characters are not allowed", "不能含控制字符"),
        ("it cannot be read", "无法读取"),
    ]
}

extension PolicyNode.Position {
    fileprivate init(_ mark: Mark?) { self.init(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}

extension PolicyRefusal {
    /// Of the whole file.
    fileprivate static func whole(_ chinese: String, _ english: String) -> PolicyRefusal {
        PolicyRefusal([PolicyFault(at: .start, path: "", LocalText(chinese, english))])
    }
}
