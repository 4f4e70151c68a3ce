internal import EventRendering
internal import Events
internal import JSONText

/// An agent of the API as people read one.
struct AgentText {
    private let json: JSON
    private let style: PageStyle

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
    }

    func text(_ member: String) -> String { json[member]?.asText?.plainLine ?? "" }
    func number(_ member: String) -> String { json[member]?.asUnsigned.map(String.init) ?? "" }

    var presence: (text: String, paint: Paint?) {
        let code = text("presence")
        guard let presence = Presence(code: code) else { return (code, nil) }
        let paint: Paint =
            switch presence {
            case .online: .green
            case .busy: .yellow
            case .offline: .faint
            }
        return (presence.words(style.language), paint)
    }

    /// `系统故障 4（2024-05-01 起）、售后 2`: by their codes, as whoever sets them writes them.
    var skills: String {
        let language = style.language
        return (json["skills"]?.asElements ?? []).map { skill in
            let day = style.time(skill["since"]?.asText).prefix(10)
            let since = day.isEmpty ? [] : [language("\(day) 起", "since \(day)")]
            let level = "\(skill["name"]?.asText?.plainLine ?? "") \(skill["level"]?.asUnsigned ?? 0)"
            return level + language.inParentheses(since)
        }.joined(separator: language.listComma)
    }

    /// `backup（备选人员池）`; empty for the regular one.
    var pool: String {
        let code = text("pool")
        let name = code.isEmpty ? "" : style.names().name(code, .pool, style.language).plainLine
        return code + style.language.inParentheses(name == code ? [] : [name])
    }

    var regions: String {
        (json["regions"]?.asElements ?? []).compactMap { $0.asText?.plainLine }
            .joined(separator: style.language.listComma)
    }

    /// `非常满意 2、一般 1、未评价 3`: what there is none of is left out.
    var ratings: String {
        let language = style.language
        let names = style.names()
        let graded = Grade.allCases.reversed().map { ($0.code, names.name($0, language).plainLine) }
        return (graded + [("unrated", language("未评价", "not rated"))]).compactMap { code, words in
            json["ratings"]?[code]?.asUnsigned.flatMap { $0 > 0 ? "\(words) \($0)" : nil }
        }.joined(separator: language.listComma)
    }

    var page: [String] {
        let language = style.language
        let presence = presence
        return style.facts([
            (language("标识", "id"), text("id")), (language("姓名", "name"), text("name")),
            (language("状态", "presence"), style.painted(presence.text, presence.paint)),
            (language("技能", "skills"), skills), (language("区域", "regions"), regions),
            (language("部门", "department"), text("department")),
            (language("容量", "capacity"), number("capacity")), (language("人员池", "pool"), pool),
            (language("客户评价", "ratings"), ratings),
        ])
    }

    static func table(_ agents: [JSON], _ style: PageStyle) -> [String] {
        let language = style.language
        guard !agents.isEmpty else { return [language("还没有执行人员", "no agents yet")] }
        var table = Table([
            (language("标识", "id"), .left), (language("姓名", "name"), .left), (language("状态", "presence"), .left),
            (language("容量", "capacity"), .right), (language("人员池", "pool"), .left),
            (language("部门", "department"), .left), (language("区域", "regions"), .left),
            (language("技能", "skills"), .left),
        ])
        for json in agents {
            let agent = AgentText(json, style)
            table.add([
                (agent.text("id"), nil), (agent.text("name"), nil), agent.presence, (agent.number("capacity"), nil),
                (agent.pool, nil), (agent.text("department"), nil), (agent.regions, nil), (agent.skills, nil),
            ])
        }
        return table.lines(hasColours: style.hasColours)
    }
}
