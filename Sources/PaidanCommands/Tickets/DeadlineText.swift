internal import EventRendering
internal import JSONText

/// A ticket's clock as people read it.
struct DeadlineText {
    private let json: JSON
    private let style: PageStyle

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
    }

    /// `acceptance   2026-11-22 09:15:00  in time`
    var line: String {
        let deadline = json["deadline"]?.asText?.plainLine ?? "?"
        let due = style.time(json["dueAt"]?.asText)
        let width = 14
        let name = deadline + String(repeating: " ", count: max(1, width - deadline.count))
        return "\(name)\(due)  \(style.painted(state.words, state.paint))"
    }

    private var state: (words: String, paint: Paint?) {
        let language = style.language
        return switch json["state"]?.asText {
        case "running": (language("计时中", "running"), nil)
        case "paused": (language("已暂停", "paused"), nil)
        case "overdue": (language("已超时", "overdue"), .red)
        case "met": (language("按时", "in time"), nil)
        case "late": (language("超时完成", "late"), .yellow)
        case let other: (other ?? "?", nil)
        }
    }
}
