internal import EventRendering
internal import JSONText

/// A notification for people: a line that says what it is, and one with its text.
struct NotificationText {
    private let json: JSON
    private let style: PageStyle

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
    }

    var lines: [String] {
        let isRead = json["read"]?.asBool ?? false
        let number = json["id"]?.asUnsigned.map(String.init) ?? "?"
        let mark = isRead ? "  " : style.painted("* ", .yellow)
        let time = style.time(json["queuedAt"]?.asText)
        let first = "\(mark)\(number)  \(time)  \(text("title"))"
        return [first + faults] + (text("text").isEmpty ? [] : ["    \(text("text"))"])
    }

    /// What became of it, where it is not as it should be.
    private var faults: String {
        switch text("state") {
        case "failed": style.language.inParentheses([style.language("发送失败，将重试", "failed, is tried again")])
        case "given-up": style.language.inParentheses([style.language("未能送达", "given up")])
        default: ""
        }
    }

    private func text(_ name: String) -> String { json[name]?.asText ?? "" }
}
