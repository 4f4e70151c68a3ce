internal import EventRendering
internal import JSONText

/// A ticket's clock as people read it.
struct DeadlineText {
    private let json: JSON
    private let style: PageStyle
    /// Of the policy that its ticket runs under.
    private let names: PolicyNames

    init(_ json: JSON, _ style: PageStyle, _ names: PolicyNames) {
        self.json = json
        self.style = style
        self.names = names
    }

    /// The clock, and behind it which of its time counted, where that was asked for.
    var lines: [String] {
        guard let segments = json["segments"]?.asElements else { return [line] }
        let text = Amounts.clock(seconds: (json["countedMilliseconds"]?.asUnsigned ?? 0) / 1_000)
        let sum = style.language("  共计时 \(text)", "  \(text) counted")
        return [line] + segments.map(explained) + [sum]
    }

    /// `  2026-09-30 18:00:00 – 2026-10-01 00:00:00  not counted: outside working hours`
    private func explained(_ segment: JSON) -> String {
        let (from, to) = (style.time(segment["from"]?.asText), style.time(segment["to"]?.asText))
        let name = segment["name"]?.asText?.plainLine ?? ""
        let language = style.language
        let code = segment["reason"]?.asText ?? "?"
        let why = SegmentReason(rawValue: code)?.words(name, language) ?? code.plainLine
        let unknown = segment["holidaysUnknown"]?.asBool == true ? language("（节假日未知）", " (holidays not known)") : ""
        return "  \(from) – \(to)  \(why)\(unknown)"
    }

    /// `acceptance   2026-11-22 09:15:00  in time`
    private var line: String {
        let code = json["deadline"]?.asText ?? "?"
        let name = names.name(code, .deadline, style.language).plainLine
        let due = style.time(json["dueAt"]?.asText)
        return "\(TextWidth.padded(name, Self.nameWidth)) \(due)  \(style.painted(state.words, state.paint))"
    }

    /// Most names are not wider.
    private static let nameWidth = 20

    private var state: (words: String, paint: Paint?) {
        let language = style.language
        return switch json["state"]?.asText {
        case "running": (language("计时中", "running"), nil)
        case "paused": (language("已暂停", "paused"), nil)
        case "overdue": (language("已超时", "overdue"), .red)
        case "met": (language("按时", "in time"), nil)
        case "ended": (language("已终止", "no longer counts"), nil)
        case "late": (language("超时完成", "late"), .yellow)
        case let other: (other ?? "?", nil)
        }
    }
}
