internal import EventRendering
internal import Events
internal import JSONText

/// A ticket of the API as people read it.
struct TicketText {
    private let json: JSON
    private let style: PageStyle
    /// Of the policy that it runs under.
    private let names: PolicyNames
    private var language: Language { style.language }

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
        names = style.names(version: json["policyVersion"]?.asUnsigned)
    }

    func text(_ member: String) -> String { json[member]?.asText?.plainLine ?? "" }

    /// What the policy calls it; empty where there is none.
    private func name(_ member: String, _ kind: PolicyNames.Kind) -> String {
        let code = text(member)
        return code.isEmpty ? "" : told(member) ?? names.name(code, kind, language).plainLine
    }

    /// As the daemon itself says it, to whoever does not read policies.
    private func told(_ member: String) -> String? { json["names"]?[member]?.asText?.plainLine }

    var number: String { text("number") }
    var category: String {
        let name = name("category", .category)
        return name.isEmpty ? language("未分类", "unclassified") : name
    }
    var channel: String { name("channel", .channel) }
    var submittedAt: String { style.time(json["submittedAt"]?.asText) }
    /// Who holds it or its offer.
    var agent: String { text("agent") }
    /// In the queue, from 1.
    var position: String { json["queued"]?["position"]?.asUnsigned.map(String.init) ?? "" }

    var priority: (text: String, paint: Paint?) {
        let code = text("priority")
        guard let priority = Priority(code: code) else { return (code, nil) }
        let paint: Paint? =
            switch priority {
            case .urgent: .red
            case .high: .yellow
            case .medium, .low: nil
            }
        return (priority.words(language), paint)
    }

    /// Where in its life it is, in two or three words.
    var standing: String {
        let code = text("lifeCycle")
        let lifeCycle = LifeCycle(code: code)
        let words = lifeCycle?.words(language) ?? code
        // The stage says it better where work has begun: it is what the house calls it.
        let stage = name("stage", .stage)
        return switch lifeCycle {
        case .inProgress where !stage.isEmpty && stage != words: words + language.inParentheses([stage])
        case .resolved where !stage.isEmpty, .closed where !stage.isEmpty: stage
        default: words
        }
    }

    /// What it waits for, or how it ended.
    var details: String {
        if let offer = json["offer"] {
            let name = offer["agentName"]?.asText?.plainLine ?? agent
            let end = offer["expiresAt"]?.asText.map { style.time($0) }
            let until = end.map { language("，\($0) 前有效", ", valid until \($0)") } ?? ""
            let reason = offer["reason"]?.asText?.plainLine ?? ""
            return language("派给 \(name)", "offered to \(name)") + until
                + language.inParentheses((reason.isEmpty ? [] : [reason]) + odd(offer["flags"]))
        }
        if let candidates = json["proposal"]?["candidates"]?.asElements {
            let names = candidates.map { candidate in
                (candidate["name"]?.asText?.plainLine ?? "?") + language.inParentheses(odd(candidate["flags"]))
            }
            let list = names.joined(separator: language.listComma)
            return language("待确认派单：\(list)", "to be confirmed: \(list)")
        }
        if json["inReview"] != nil { return language("待人工预审", "waits for a person to look at it") }
        if let queued = json["queued"] {
            let because = queued["because"]?.asText.flatMap { QueuedBecause(code: $0) }?.words(language) ?? ""
            return language("排队第 \(position) 位", "number \(position) in the queue")
                + language.inParentheses(because.isEmpty ? [] : [because])
        }
        let grade = json["grade"]?.asText.flatMap { Grade(code: $0) }.map {
            told("grade") ?? names.name($0, language).plainLine
        }
        if let grade { return language("客户评价：\(grade)", "rated: \(grade)") }
        return agent.isEmpty ? "" : language("执行人员 \(agent)", "agent \(agent)")
    }

    /// What a dispatcher or a supervisor is to see before they decide; nothing where nothing is odd.
    private func odd(_ flags: JSON?) -> [String] {
        [oddities((flags?.asElements ?? []).compactMap(\.asText), language)].compactMap { $0 }
    }

    /// Empty the first time round.
    private var cycle: String {
        json["cycle"]?.asUnsigned.map { language("第 \($0) 轮", "round \($0)") } ?? ""
    }

    /// What people have to know besides.
    private var marks: [String] {
        var marks: [String] = []
        if let agent = json["requested"]?.asText?.plainLine {
            let asked = language("申请派给 \(agent)，待审批", "\(agent) was asked for")
            marks.append(asked + language.inParentheses(odd(json["requestedFlags"])))
        }
        if json["needsReview"] != nil { marks.append(language("待复核", "to be reviewed")) }
        if json["needsFollowUp"] != nil { marks.append(language("需跟进", "needs follow-up")) }
        if json["escalated"] != nil { marks.append(style.painted(language("已升级", "escalated"), .red)) }
        if json["overdue"] != nil { marks.append(style.painted(language("超时", "overdue"), .red)) }
        return marks
    }

    /// One line that says how it stands.
    var line: String {
        let parts =
            [
                category, style.painted(priority.text, priority.paint), standing, cycle, details,
            ].filter { !$0.isEmpty } + marks
        return "\(number)  " + parts.joined(separator: language.comma)
    }
}

extension TicketText {
    /// Everything that there is about it.
    var page: [String] {
        var lines = [line, ""]
        lines += style.facts([
            (language("渠道", "channel"), channel),
            (language("客户", "customer"), customer),
            (language("本次姓名", "name this time"), text("customerName")),
            (language("联系人", "contact person"), text("contactPerson")),
            (language("本次联系方式", "contact this time"), text("contact")),
            (language("地址", "address"), text("address")),
            (language("区域", "region"), text("region")),
            (language("订单号", "order"), text("orderNumber")),
            (language("产品型号", "product"), text("productModel")),
            (language("前次工单", "earlier ticket"), text("earlierNumber")),
            (language("引自记录", "brought from"), origin),
            (language("类型", "type"), name("type", .type)),
            (language("紧急程度", "urgency"), name("urgency", .urgency)),
            (language("客户核对", "confirmed"), json["confirmed"] == nil ? "" : language("是", "with the customer")),
            (language("期望完成", "wished for by"), style.time(json["wishedAt"]?.asText)),
            (language("预计完成", "expected by"), style.time(json["estimatedAt"]?.asText)),
            (language("提交时间", "submitted"), submittedAt),
            (language("处理完毕", "resolved"), style.time(json["resolvedAt"]?.asText)),
            (language("关闭时间", "closed"), style.time(json["closedAt"]?.asText)),
            (language("描述", "description"), long("description")),
            (language("期望结果", "expected result"), long("expectedResult")),
            (language("备注", "notes"), long("notes")),
            (language("附件", "attachments"), attachments),
        ])
        return lines
    }

    private var origin: String {
        [text("source"), text("sourceCase")].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func long(_ member: String) -> String { json[member]?.asText?.plainLines.trimmed ?? "" }

    private var customer: String {
        let customer = json["customer"]
        func part(_ name: String) -> String { customer?[name]?.asText?.plainLine ?? "" }
        let code = part("tier")
        let tier = code.isEmpty ? "" : told("tier") ?? names.name(code, .tier, language).plainLine
        if customer?["erased"]?.asBool == true {
            return "\(part("id"))" + language("（个人信息已销毁）", " (erased)")
        }
        if customer?["unreadable"]?.asBool == true {
            return "\(part("id"))" + language("（加密内容无法打开，请查看服务日志）", " (cannot be opened: see what the daemon says)")
        }
        return part("name") + language.inParentheses([part("contact"), tier].filter { !$0.isEmpty })
    }

    /// Characters of an attached text that are shown.
    private static let excerptMax = 80

    private var attachments: String {
        (json["attachments"]?.asElements ?? []).map { attachment in
            let bytes = attachment["bytes"]?.asUnsigned ?? 0
            let kind = attachment["kind"]?.asText.flatMap { FileKind(code: $0) }?.words(language)
            let name = attachment["name"]?.asText?.plainLine
            let address = attachment["address"]?.asText?.plainLine
            let line = [name, kind, Amounts.bytes(bytes, language), address].compactMap { $0 }.joined(separator: "  ")
            // Of a text people want to see what it says before they fetch it.
            let start = attachment["text"]?.asText?.split(whereSeparator: \.isNewline).first.map(String.init)
            return start.map { "\(line)\n  \($0.prefix(Self.excerptMax).description.plainLine)" } ?? line
        }.joined(separator: "\n")
    }
}
