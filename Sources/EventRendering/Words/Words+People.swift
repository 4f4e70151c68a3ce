internal import Events
internal import JSONText

extension RenderedEvent {
    func policyPublished(_ language: Language) -> String {
        let (profile, version) = (fact("profile") ?? "", data["version"]?.asUnsigned ?? 0)
        return language("发布规则 \(profile) 第 \(version) 版", "policy \(profile) published, version \(version)")
    }

    func agentChanged(_ language: Language) -> String {
        var parts: [String] = []
        let skills = (data["skills"]?.asElements ?? []).map { skill in
            "\(skill["name"]?.asText ?? "?") \(skill["level"]?.asUnsigned ?? 0)"
        }
        if !skills.isEmpty { parts.append(skills.joined(separator: language.listComma)) }
        let regions = data["regions"]?.texts ?? []
        if !regions.isEmpty { parts.append(regions.joined(separator: language.listComma)) }
        if let department = fact("department") { parts.append(department) }
        if let capacity = data["capacity"]?.asUnsigned {
            parts.append(language("容量 \(capacity)", "capacity \(capacity)"))
        }
        if let pool = fact("pool") { parts.append(language("人员池 \(pool)", "pool \(pool)")) }
        if let source = fact("source") { parts.append(language("来自记录 \(source)", "from the record \(source)")) }
        let name = [fact("name"), agent].compactMap { $0 }.joined(separator: " ")
        return language("执行人员 \(name)", "agent \(name)") + language.inParentheses(parts)
    }

    func presenceChanged(_ language: Language) -> String {
        let presence = fact("presence").flatMap { Presence(code: $0) }?.words(language) ?? "?"
        return language("\(shownAgent) \(presence)", "\(shownAgent) is \(presence)")
    }

    func customerRegistered(_ language: Language) -> String {
        language("新客户 \(shownCustomer)", "new customer \(shownCustomer)")
            + language.inParentheses([fact("tier")].compactMap { $0 })
    }
}

extension JSON {
    /// The texts among the elements.
    var texts: [String] { (asElements ?? []).compactMap(\.asText) }
}
