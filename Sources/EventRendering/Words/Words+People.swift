internal import Events
internal import JSONText

extension RenderedEvent {
    func policyPublished(_ say: Wording) -> String {
        let (profile, version) = (fact("profile") ?? "", data["version"]?.asUnsigned ?? 0)
        return say("发布规则 \(profile) 第 \(version) 版", "policy \(profile) published, version \(version)")
    }

    func agentChanged(_ say: Wording) -> String {
        var parts: [String] = []
        let skills = (data["skills"]?.asElements ?? []).map { skill in
            "\(skill["name"]?.asText.map { say.name($0, .skill) } ?? "?") \(skill["level"]?.asUnsigned ?? 0)"
        }
        if !skills.isEmpty { parts.append(skills.joined(separator: say.listComma)) }
        let regions = data["regions"]?.texts ?? []
        if !regions.isEmpty { parts.append(regions.joined(separator: say.listComma)) }
        if let department = fact("department") { parts.append(department) }
        if let capacity = data["capacity"]?.asUnsigned {
            parts.append(say("容量 \(capacity)", "capacity \(capacity)"))
        }
        if let pool = fact("pool").map({ say.name($0, .pool) }) { parts.append(say("人员池 \(pool)", "pool \(pool)")) }
        if let source = fact("source") { parts.append(say("来自记录 \(source)", "from the record \(source)")) }
        let name = [fact("name"), agent].compactMap { $0 }.joined(separator: " ")
        return say("执行人员 \(name)", "agent \(name)") + say.inParentheses(parts)
    }

    func presenceChanged(_ say: Wording) -> String {
        let presence = fact("presence").flatMap { Presence(code: $0) }?.words(say.language) ?? "?"
        return say("\(shownAgent) \(presence)", "\(shownAgent) is \(presence)")
    }

    func customerRegistered(_ say: Wording) -> String {
        say("新客户 \(shownCustomer)", "new customer \(shownCustomer)")
            + say.inParentheses([fact("tier")].compactMap { $0.map { say.name($0, .tier) } })
    }
}

extension JSON {
    /// The texts among the elements.
    var texts: [String] { (asElements ?? []).compactMap(\.asText) }
}
