internal import EventRendering
internal import JSONText

/// An account of the API as people read one.
struct AccountText {
    private let json: JSON
    private let style: PageStyle

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
    }

    func text(_ member: String) -> String { json[member]?.asText?.plainLine ?? "" }

    /// `客服、主管`
    var roles: String {
        (json["roles"]?.asElements ?? []).compactMap { $0.asText.map { roleWords($0.plainLine, style.language) } }
            .joined(separator: style.language.listComma)
    }

    private var state: (text: String, paint: Paint?) {
        if json["disabled"]?.asBool == true { return (style.language("停用", "disabled"), .faint) }
        if json["mustChangePassword"]?.asBool == true {
            return (style.language("待修改初始密码", "first password"), .yellow)
        }
        return (json["hasPassword"]?.asBool == true ? "" : style.language("无密码", "no password"), nil)
    }

    var page: [String] {
        let language = style.language
        return style.facts([
            (language("工号", "name"), text("name")), (language("姓名", "display name"), text("displayName")),
            (language("角色", "roles"), roles), (language("部门", "department"), text("department")),
            (language("执行人员", "agent"), text("agent")), (language("客户", "customer"), text("customer")),
            (language("状态", "state"), style.painted(state.text, state.paint)),
            (language("初始密码", "first password"), text("password")),
        ])
    }

    static func table(_ accounts: [JSON], _ style: PageStyle) -> [String] {
        let language = style.language
        var table = Table([
            (language("工号", "name"), .left), (language("姓名", "display name"), .left),
            (language("角色", "roles"), .left), (language("部门", "department"), .left),
            (language("执行人员", "agent"), .left), (language("状态", "state"), .left),
        ])
        for json in accounts {
            let account = AccountText(json, style)
            table.add([
                (account.text("name"), nil), (account.text("displayName"), nil), (account.roles, nil),
                (account.text("department"), nil), (account.text("agent"), nil), account.state,
            ])
        }
        return table.lines(hasColours: style.hasColours)
    }
}
