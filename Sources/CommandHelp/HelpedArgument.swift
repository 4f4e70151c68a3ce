internal import EventRendering
internal import JSONText

/// An argument, option or flag, as the parser describes it.
struct HelpedArgument {
    private let json: JSON

    init(_ json: JSON) { self.json = json }

    var isShown: Bool { json["shouldDisplay"]?.asBool ?? false }
    var isPositional: Bool { json["kind"]?.asText == "positional" }
    var isOptional: Bool { json["isOptional"]?.asBool ?? false }
    /// Of those that the parser adds to every command.
    var isOfParser: Bool { ["help", "version"].contains(longName) }

    private var longName: String { json["preferredName"]?["name"]?.asText ?? "" }
    private var value: String { "<\(json["valueName"]?.asText ?? "")>" }
    private var takesValue: Bool { json["kind"]?.asText == "option" }

    private var names: [String] {
        (json["names"]?.asElements ?? []).map { name in
            (name["kind"]?.asText == "long" ? "--" : "-") + (name["name"]?.asText ?? "")
        }
    }

    /// `-h, --help` or `--from <n>`
    var label: String {
        isPositional ? value : names.joined(separator: ", ") + (takesValue ? " " + value : "")
    }

    /// `[--from <n>]`
    var synopsis: String {
        let one = isPositional ? value : "--\(longName)" + (takesValue ? " " + value : "")
        let several = json["isRepeating"]?.asBool == true ? one + " ..." : one
        return isOptional ? "[\(several)]" : several
    }

    func text(_ language: Language) -> String {
        switch longName {
        case "help" where isOfParser: language("显示帮助。", "Show this help.")
        case "version" where isOfParser: language("显示版本。", "Show the version.")
        default:
            (json["abstract"]?.asText ?? "")
                + (json["defaultValue"]?.asText.map { language("（默认：\($0)）", " (default: \($0))") } ?? "")
        }
    }
}
