internal import Events
internal import RecordedWork

/// Who there is, what they took, and when they were there.
struct People {
    /// In the order in which they appear.
    private(set) var names: [String] = []
    private(set) var numbers: [String: Int] = [:]
    /// By taker: since when they took cases with a value that asks for a skill.
    private(set) var took: [[String: Instant]] = []
    /// All that anybody took.
    private(set) var values: Set<String> = []
    /// By taker: when they did something.
    private(set) var actions: [[Instant]] = []

    /// Whoever took or resolved a case is one who takes cases; who is only named otherwise is not.
    init(_ cases: [RecordedCase], skill: Mapping.SkillSource) {
        let steps = cases.flatMap(\.steps).sorted { ($0.time, $0.row) < ($1.time, $1.row) }
        for step in steps where [.accepted, .resolved].contains(step.kind) {
            guard let name = step.resource else { continue }
            let number = number(name)
            guard let value = Self.value(step, skill) else { continue }
            values.insert(value)
            if took[number][value] == nil { took[number][value] = step.time }
        }
        // Closing is left out: it is often done by a program in somebody's name.
        for step in steps where ![.submitted, .ready, .queued, .closed].contains(step.kind) {
            if let number = step.resource.flatMap({ numbers[$0] }) { actions[number].append(step.time) }
        }
    }

    private mutating func number(_ name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = names.count
        names.append(name)
        took.append([:])
        actions.append([])
        return names.count - 1
    }

    /// What a step says of the skill that its case asks for.
    static func value(_ step: RecordedStep, _ skill: Mapping.SkillSource) -> String? { skill.value(step) }
}
