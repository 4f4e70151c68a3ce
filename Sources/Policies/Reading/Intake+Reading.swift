internal import Events

extension Policy.Intake {
    init(_ place: Place?) {
        self.init(channels: [], required: [], urgencies: [], urgencyOtherwise: nil, types: [], tiers: [])
        guard let place else { return }
        let members = place.members(.intake)
        channels = members.declarations("channels", .channel, max: PolicyLimits.choicesMax).map(Policy.Channel.init)
        checkLetters(members)
        required = members["required"].map(Self.fields) ?? []
        let count = place.reading.faults.count
        urgencies = members.declarations("urgencies", .urgency, max: PolicyLimits.choicesMax).map(Policy.Urgency.init)
        let urgenciesAreRead = place.reading.faults.count == count
        urgencyOtherwise = members["urgencyOtherwise"]?.reference(.urgency)
        types = members.choices("types", .type)
        tiers = members.choices("tiers", .tier)
        checkRequired(members)
        if let place = members["channels"], place.isSequence, channels.isEmpty {
            place.fault("至少一个渠道", "at least one channel belongs here")
        }
        guard urgenciesAreRead else { return }
        for (calmer, word) in zip(urgencies, urgencies.dropFirst()) where word.priority < calmer.priority {
            members["urgencies"]?.fault(
                "应由缓到急排列：\(word.code) 排在 \(calmer.code) 之后，优先级却更低",
                "the calmest comes first: \(word.code) comes behind \(calmer.code) and asks for less")
        }
    }

    /// Nobody could name what is not declared.
    private func checkRequired(_ members: Members) {
        let declared: [(field: Policy.Field, member: String, isThere: Bool)] = [
            (.urgency, "urgencies", !urgencies.isEmpty), (.type, "types", !types.isEmpty),
            (.tier, "tiers", !tiers.isEmpty),
        ]
        for (field, member, isThere) in declared where !isThere {
            guard let index = required.firstIndex(of: field), members[member]?.isSequence ?? true else { continue }
            members["required"]?.elements(max: Policy.Field.allCases.count)[index].fault(
                "\(field.rawValue) 必填，但 \(member) 一个也没有声明",
                "\(field.rawValue) is required, and \(member) declares none")
        }
    }

    private static func fields(_ place: Place) -> [Policy.Field] {
        place.distinct(place.elements(max: Policy.Field.allCases.count)) { element in
            element.choice(LocalText("字段", "field"), otherwise: Policy.Field.channel)
        }
    }

    private func checkLetters(_ members: Members) {
        var seen: [String: String] = [:]
        for channel in channels {
            guard let letters = channel.letters, !letters.isEmpty else { continue }
            if let other = seen.updateValue(channel.code, forKey: letters) {
                members["channels"]?.fault(
                    "渠道 \(other) 与 \(channel.code) 的 letters 相同：\(letters)",
                    "the channels \(other) and \(channel.code) have the same letters \(letters)")
            }
        }
    }
}

extension Policy.Channel {
    fileprivate init(_ place: Place) {
        let members = place.members(.channel)
        code = members.declaredCode(.channel)
        name = members.name
        isConfirmed = members["confirmed"]?.bool() ?? false
        letters = members["letters"].map { place in
            let letters = place.code()
            let isRight = letters.utf8.count <= PolicyLimits.channelLettersMax && letters.allSatisfy { "A"..."Z" ~= $0 }
            if !isRight {
                let most = PolicyLimits.channelLettersMax
                place.fault("应为 1 到 \(most) 个大写字母", "it is to be 1 to \(most) of the letters A to Z")
            }
            return isRight ? letters : ""
        }
    }
}

extension Policy.Urgency {
    fileprivate init(_ place: Place) {
        let members = place.members(.urgency)
        code = members.declaredCode(.urgency)
        name = members.name
        priority = members["priority"]?.priority() ?? .medium
    }
}
