internal import Events

extension Policy.Deadline {
    init(_ place: Place) {
        let members = place.members(.deadline)
        code = members.declaredCode(.deadline)
        name = members.name
        let count = place.reading.faults.count
        starts = members["starts"]?.triggers() ?? []
        stops = members["stops"]?.triggers() ?? []
        length = members["length"]?.length() ?? .estimate
        calendar = members["calendar"]?.reference(.calendar) ?? Policy.calendarAlways
        pausedAt = members["pausedAt"]?.references(.stage, max: PolicyLimits.stagesMax) ?? []
        warnings = members.elements("warnings", max: PolicyLimits.partsMax).map(Policy.Warning.init)
        onBreach = members.elements("onBreach", max: PolicyLimits.partsMax).map { $0.breachAction() }
        repeats = members["repeats"]?.duration()
        if place.reading.faults.count == count { check(members) }
    }

    private func check(_ members: Members) {
        for trigger in starts where stops.contains(trigger) {
            members["stops"]?.fault(
                "同一事件不能既开始又停止：\(trigger.written)", "it would stop on what starts it: \(trigger.written)")
        }
        for (earlier, later) in zip(warnings, warnings.dropFirst()) where later.after <= earlier.after {
            members["warnings"]?.fault("应由早到晚排列，且时刻不同", "the earliest comes first, and no two come at once")
        }
        for (index, action) in onBreach.enumerated()
        where onBreach[..<index].contains(action) && !members.place.reading.isPublished {
            members["onBreach"]?.fault(
                "第 \(index + 1) 项与前面的重复，请删去", "item \(index + 1) stands there already: once is enough")
        }
        if let place = members["onBreach"], place.isSequence, onBreach.isEmpty, warnings.isEmpty {
            place.fault("至少一个提醒或超时处理，否则该时限没有作用", "nothing would come of it: say what happens on a breach, or warn")
        }
    }
}

extension Policy.Warning {
    fileprivate init(_ place: Place) {
        let members = place.members(.warning)
        let reading = place.reading
        let count = reading.faults.count
        after = members["after"]?.share() ?? 0
        if let place = members["after"], after >= 1_000_000 {
            place.fault("应在到期之前，小于 100%", "a warning comes before the end: less than 100%")
        }
        if let place = members["after"], after == 0, reading.faults.count == count, !reading.isPublished {
            place.fault("应在开始之后，大于 0%", "a warning comes after the start: more than 0%")
        }
        remind = members["remind"]?.recipient() ?? .assignee
        template = members["template"]?.template() ?? ""
    }
}

extension Place {
    /// `15m`, `estimate`, or one for each priority, category or tier.
    fileprivate func length() -> Policy.Length {
        switch node.content {
        case .text("estimate"): return .estimate
        case .mapping(let members):
            if members.contains(where: { $0.name == "byPriority" }) { return lengthByPriority() }
            if members.contains(where: { $0.name == "byTier" }) {
                let members = self.members(.lengthByTier)
                return .byTier(durations(members["byTier"], .tier), otherwise: otherwise(members))
            }
            let categories = self.members(.lengthByCategory)
            return .byCategory(durations(categories["byCategory"], .category), otherwise: otherwise(categories))
        default: return .fixed(duration())
        }
    }

    private func otherwise(_ members: Members) -> Duration { members["otherwise"]?.duration() ?? .seconds(1) }

    private func durations(_ place: Place?, _ kind: CodeKind) -> [String: Duration] {
        var durations: [String: Duration] = [:]
        for (key, name, value) in place?.entries(max: PolicyLimits.categoriesMax) ?? [] {
            _ = key.reference(kind)
            durations[name] = value.duration()
        }
        return durations
    }

    /// Each priority is named, so that none is forgotten: where the clock does not run, it says `never`.
    private func lengthByPriority() -> Policy.Length {
        guard let place = members(.lengthByPriority)["byPriority"] else { return .byPriority([:]) }
        var lengths: [Priority: Duration] = [:]
        var named: Set<Priority> = []
        let count = reading.faults.count
        for (key, _, value) in place.entries(max: Priority.allCases.count) {
            let priority = key.priority()
            named.insert(priority)
            if value.node.content != .text("never") { lengths[priority] = value.duration() }
        }
        let missing = Priority.allCases.filter { !named.contains($0) }.map { "\($0)" }
        if !missing.isEmpty, reading.faults.count == count {
            place.fault(
                "缺少优先级 \(missing.joined(separator: "、"))；不计时请写 never",
                "\(missing.joined(separator: ", ")) is not named; where the clock does not run, say never")
        }
        return .byPriority(lengths)
    }

    /// `reassign`, `close-unrated`, `{remind: clerk, template: …}`, `{escalate: supervisor, template: …}`.
    fileprivate func breachAction() -> Policy.BreachAction {
        guard case .mapping(let members) = node.content else {
            return choice(
                LocalText("超时处理", "action"), [("reassign", .reassign), ("close-unrated", .closeUnrated)],
                otherwise: .reassign)
        }
        if members.contains(where: { $0.name == "escalate" }) {
            let escalation = self.members(.escalate)
            return .escalate(
                escalation["escalate"]?.recipient() ?? .supervisor, template: escalation["template"]?.template() ?? "")
        }
        let reminder = self.members(.remind)
        return .remind(reminder["remind"]?.recipient() ?? .assignee, template: reminder["template"]?.template() ?? "")
    }
}
