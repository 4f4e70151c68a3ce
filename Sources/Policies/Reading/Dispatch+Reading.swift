internal import Events

extension Policy.Dispatch {
    init(_ place: Place?) {
        self.init(
            mode: .automatic, capacity: 1, weights: Policy.ScoreWeights(nil), weightsByPriority: [:],
            preferred: Policy.Preference(yearsMin: 0, onTimeMin: 0), pools: [], rings: [], offerAgainAfter: .seconds(1),
            levelling: Policy.Levelling(offersMax: 1, window: .seconds(1)), presenceWindow: .seconds(1),
            plausibility: Policy.Plausibility(loadFactorMax: 0), manualApproval: nil)
        guard let place else { return }
        let members = place.members(.dispatch)
        mode = members["mode"]?.choice(LocalText("派单方式", "mode"), otherwise: .automatic) ?? .automatic
        capacity = members["capacity"]?.number(1...PolicyLimits.capacityMax) ?? 1
        weights = Policy.ScoreWeights(members["weights"])
        for (key, _, value) in members["weightsByPriority"]?.entries(max: Priority.allCases.count) ?? [] {
            weightsByPriority[key.priority()] = Policy.ScoreWeights(value)
        }
        preferred = Policy.Preference(members["preferred"])
        pools = members.choices("pools", .pool, max: PolicyLimits.poolsMax)
        rings = members.declarations("rings", .ring, max: PolicyLimits.ringsMax).map(Policy.Ring.init)
        if let place = members["rings"], place.isSequence, rings.isEmpty {
            place.fault("至少一环", "at least one ring belongs here")
        }
        offerAgainAfter = members["offerAgainAfter"]?.duration() ?? .seconds(1)
        offersMax = members["offersMax"]?.number(1...PolicyLimits.offersMax)
        levelling = Policy.Levelling(members["levelling"])
        presenceWindow = members["presenceWindow"]?.duration() ?? .seconds(1)
        if let members = members["plausibility"]?.members(.plausibility) {
            plausibility.loadFactorMax = members["loadFactorMax"]?.share(max: PolicyLimits.loadFactorMax) ?? 0
        }
        // Nobody else may approve anything; whoever an older policy names has the role for it, or an administrator.
        let named = place.reading.isPublished ? Policy.Recipient.allCases : [.supervisor, .departmentManager]
        let approvers = named.map { ($0.rawValue, $0) }
        manualApproval = members["manualApproval"]?.choice(
            LocalText("审批人", "approver"), approvers, otherwise: .supervisor)
    }
}

extension Policy.ScoreWeights {
    /// What is not named counts for nothing.
    fileprivate init(_ place: Place?) {
        guard let place else {
            self.init(skill: 0, load: 0, presence: 0, region: 0, experience: 0, preferred: 0, affinity: 0)
            return
        }
        let count = place.reading.faults.count
        let members = place.members(.weights)
        func weight(_ name: String) -> UInt64 { members[name]?.share() ?? 0 }
        self.init(
            skill: weight("skill"), load: weight("load"), presence: weight("presence"), region: weight("region"),
            experience: weight("experience"), preferred: weight("preferred"), affinity: weight("affinity"))
        let sum = skill + load + presence + region + experience + preferred + affinity
        guard sum != 1_000_000, place.reading.faults.count == count else { return }
        place.fault("权重之和应为 100%，现为 \(sum.percentage)", "the weights come to \(sum.percentage) together, not to 100%")
    }
}

extension UInt64 {
    /// Millionths as `12.5%`.
    var percentage: String {
        var fraction = String(self % 10_000 + 10_000).dropFirst()
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return fraction.isEmpty ? "\(self / 10_000)%" : "\(self / 10_000).\(fraction)%"
    }
}

extension Policy.Preference {
    fileprivate init(_ place: Place?) {
        let members = place?.members(.preference)
        yearsMin = members?["yearsMin"]?.number(0...PolicyLimits.yearsMax) ?? 0
        onTimeMin = members?["onTimeMin"]?.share() ?? 0
    }
}

extension Policy.Ring {
    fileprivate init(_ place: Place) {
        let members = place.members(.ring)
        code = members.declaredCode(.ring)
        name = members.name
        pools = members["pools"]?.references(.pool, max: PolicyLimits.poolsMax) ?? []
        isRegional = members["regional"]?.bool() ?? false
    }
}

extension Policy.Levelling {
    fileprivate init(_ place: Place?) {
        let members = place?.members(.levelling)
        self.init(
            offersMax: members?["offersMax"]?.number(1...PolicyLimits.capacityMax) ?? 1,
            window: members?["window"]?.duration() ?? .seconds(1), repeats: members?["repeats"]?.bool() ?? false)
    }
}
