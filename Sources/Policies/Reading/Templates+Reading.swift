extension Policy {
    /// What is sent whether or not a notice or a deadline names it.
    func checkTemplates(_ place: Place?) {
        guard let place, !place.reading.isIncomplete(.template) else { return }
        for sent in Template.Sent.allCases where template(sent.rawValue) == nil {
            let when = sent.occasion
            place.fault(
                "缺少模板 \(sent.rawValue)：\(when.chinese)", "the template \(sent.rawValue) is missing: \(when.english)")
        }
    }

    /// A customer who is asked for a rating is told, and gets the link to it, in either language; nobody else gets one.
    func checkLinks(_ members: Members, _ places: [Place]) {
        let invitations = notices.filter { $0.on.contains(.surveyed) && $0.tell.contains(.customer) }.map(\.template)
        guard feedback.asks.isEmpty || !invitations.isEmpty else {
            members["feedback"]?.members(.feedback)["asks"]?.fault(
                "客户收不到评价链接：请在 notices 中声明一项，on 含 surveyed，tell 含 customer",
                "no customer gets the link: declare a notice on surveyed that tells the customer")
            return
        }
        // While the survey is open, the customer may be reminded of it.
        let reminders = deadlines.filter { $0.starts.contains(.surveyed) }.flatMap { $0.templates(to: .customer) }
        // Of a template that is not there, one is told already.
        let isKnown = (invitations + reminders).allSatisfy { template($0) != nil }
        for (template, place) in zip(templates, places) {
            let parts = place.members(.template)
            let links = [template.title, template.text].map { text in
                [text.chinese, text.english].map { $0.contains("{link}") }
            }
            if invitations.contains(template.code) {
                for hasLink in zip(links[0], links[1]).map({ $0 || $1 }) where !hasLink {
                    parts["text"]?.fault(
                        "评价邀请须含 {link}，中英文皆然：没有链接，客户无法评价",
                        "an invitation to rate has {link} in both languages: nobody can rate without it")
                }
            } else if isKnown, !reminders.contains(template.code) {
                for (name, hasLinks) in zip(["title", "text"], links) where hasLinks.contains(true) {
                    parts[name]?.fault(
                        "{link} 只用于评价邀请：surveyed 发给客户的通知，以及由 surveyed 开始的时限对客户的提醒",
                        "{link} belongs where customers are asked to rate: in notices on surveyed that tell the "
                            + "customer, and in what the deadlines that surveyed starts tell the customer")
                }
            }
        }
    }
}

extension Policy.Deadline {
    /// What it tells somebody, before its end and behind it.
    fileprivate func templates(to recipient: Policy.Recipient) -> [String] {
        let told = onBreach.compactMap { action -> String? in
            switch action {
            case .remind(recipient, let template), .escalate(recipient, let template): template
            case .remind, .escalate, .reassign, .closeUnrated: nil
            }
        }
        return warnings.filter { $0.remind == recipient }.map(\.template) + told
    }
}

extension Policy.Template {
    init(_ place: Place) {
        let members = place.members(.template)
        code = members.declaredCode(.template)
        title = members["title"]?.templateText(bytesMax: PolicyLimits.titleBytesMax) ?? LocalText("", "")
        text = members["text"]?.templateText(bytesMax: PolicyLimits.textBytesMax) ?? LocalText("", "")
    }

    /// What may stand in braces, and is filled in when it is sent.
    public static let places = [
        "number", "customer", "contact", "category", "priority", "agent", "due", "stage", "grade", "reason", "link",
    ]
}

extension Place {
    /// A text whose places are all known, in both languages.
    fileprivate func templateText(bytesMax: Int) -> LocalText {
        let text = localText(bytesMax: bytesMax)
        let members = members(.text)
        if let place = members["zh"] { place.checkPlaces(in: text.chinese) }
        if let place = members["en"] { place.checkPlaces(in: text.english) }
        return text
    }

    private func checkPlaces(in text: String) {
        var rest = Substring(text)
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
                return fault("花括号不成对", "a brace has no other to go with it")
            }
            let name = String(rest[rest.index(after: brace)..<end])
            if !Policy.Template.places.contains(name) {
                unknown(LocalText("占位符", "place"), name, known: Policy.Template.places)
            }
            rest = rest[rest.index(after: end)...]
        }
        if !reading.isPublished { checkParts(in: text) }
    }

    /// A part that may be left out begins with a bracket and ends with the next; no part has another in it.
    private func checkParts(in text: String) {
        let brackets = text.filter { $0 == "[" || $0 == "]" }
        guard brackets != String(repeating: "[]", count: brackets.count / 2) else { return }
        fault("方括号不成对", "a bracket has no other to go with it")
    }
}
