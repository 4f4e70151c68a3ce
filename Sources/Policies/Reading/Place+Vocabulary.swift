package import Events

// What the product itself knows by name.
extension Place {
    package func priority() -> Priority {
        choice(LocalText("优先级", "priority"), Priority.allCases.map { ("\($0)".kebabCase, $0) }, otherwise: .medium)
    }

    func lifeCycle() -> LifeCycle {
        choice(LocalText("生命周期", "life cycle"), LifeCycle.allCases.map { ("\($0)".kebabCase, $0) }, otherwise: .waiting)
    }

    func grade() -> Grade {
        choice(LocalText("评价", "grade"), Grade.allCases.map { ("\($0)".kebabCase, $0) }, otherwise: .fair)
    }

    func recipient() -> Policy.Recipient { choice(LocalText("接收人", "recipient"), otherwise: .assignee) }

    /// `accepted`, `{stage: 待客户确认}`, `{graded: 不满意}`.
    func trigger() -> Policy.Trigger {
        if case .mapping(let members) = node.content {
            guard members.contains(where: { $0.name == "stage" }) else {
                return .graded(self.members(.gradeTrigger)["graded"]?.reference(.grade) ?? "")
            }
            return .stage(self.members(.stageTrigger)["stage"]?.reference(.stage) ?? "")
        }
        return choice(LocalText("事件", "trigger"), Policy.Trigger.named, otherwise: .submitted)
    }

    func triggers() -> [Policy.Trigger] {
        let triggers = distinct(elements(max: PolicyLimits.partsMax)) { $0.trigger() }
        if triggers.isEmpty, isSequence { fault("至少一个事件", "at least one trigger belongs here") }
        return triggers
    }

    /// A template that is declared elsewhere.
    func template() -> String { reference(.template) }
}

extension Policy.Trigger {
    /// Those that need no more than their names.
    static let named: [(code: String, value: Policy.Trigger)] = [
        ("submitted", .submitted), ("proposed", .proposed), ("queued", .queued), ("offered", .offered),
        ("accepted", .accepted), ("returned", .returned), ("progressed", .progressed), ("contacted", .contacted),
        ("resolved", .resolved), ("surveyed", .surveyed), ("rated", .rated), ("escalated", .escalated),
        ("reopened", .reopened), ("closed", .closed), ("review-requested", .reviewRequested),
        ("assignment-requested", .assignmentRequested), ("called-back", .calledBack),
    ]

    /// As a policy has it.
    var written: String {
        switch self {
        case .stage(let code): "{stage: \(code.shortened)}"
        case .graded(let code): "{graded: \(code.shortened)}"
        default: Self.named.first { $0.value == self }?.code ?? ""
        }
    }
}

extension String {
    /// `inProgress` as `in-progress`.
    fileprivate var kebabCase: String {
        reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}
