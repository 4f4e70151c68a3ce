internal import Events

/// A recorded case as the life of a ticket. What stands in one row belongs together, whatever rule names it first; who
/// takes what another has takes it from them; an end counts that nothing undoes.
package struct CaseHistory: Hashable, Sendable {
    package private(set) var steps: [HistoryStep] = []
    package private(set) var untaken: [Untaken: Int] = [:]
    /// What it is about at its beginning, as the record calls it; nil where it does not say.
    package let category: String?

    private var holder: String?
    private var isAccepted = false
    private var isResolved = false
    private var isOver = false
    private var currentCategory: String?

    /// - Parameter skill: the mapping's: what says what a case is about.
    package init(_ recorded: RecordedCase, skill: Mapping.SkillSource) {
        category = recorded.steps.lazy.compactMap { skill.value($0) }.first
        currentCategory = category
        let items = Self.inOrder(recorded.steps.dropFirst())
        for (index, step) in items.enumerated() { take(step, items[(index + 1)...], skill) }
    }

    /// Neither resolved nor closed nor given up where the record ends.
    package var isLeftOpen: Bool { !isOver && !isResolved }

    package func count(of action: HistoryStep.Action) -> Int { steps.count { $0.action == action } }

    /// The rules of a mapping stand in any order; in one row reopening comes before taking, and taking before the end.
    private static func inOrder(_ steps: ArraySlice<RecordedStep>) -> [RecordedStep] {
        var ordered: [RecordedStep] = []
        var row: [RecordedStep] = []
        func sorted() -> [RecordedStep] {
            row.enumerated().sorted { ($0.element.kind.rank, $0.offset) < ($1.element.kind.rank, $1.offset) }
                .map(\.element)
        }
        for step in steps {
            if let last = row.last, (last.row, last.time) != (step.row, step.time) {
                ordered += sorted()
                row = []
            }
            row.append(step)
        }
        return ordered + sorted()
    }

    private mutating func take(
        _ step: RecordedStep, _ later: ArraySlice<RecordedStep>, _ skill: Mapping.SkillSource
    ) {
        switch step.kind {
        case .submitted: break
        case .ready: omit(.ready)
        case .queued: omit(.queued)
        case .waiting: omit(.waiting)
        case .moved:
            if holder == nil || isResolved || isOver { omit(.movedUnheld) } else { withdraw(at: step.time) }
        case .escalated: steps.append(HistoryStep(.escalated, at: step.time))
        case .assigned, .accepted: give(step, skill)
        case .reopened:
            steps.append(HistoryStep(.reopened, at: step.time))
            (holder, isAccepted, isResolved, isOver) = (nil, false, false, false)
        case .resolved, .closed, .abandoned: end(step, later, skill)
        }
    }

    private mutating func give(_ step: RecordedStep, _ skill: Mapping.SkillSource) {
        guard let person = step.resource else { return omit(.takenUnnamed) }
        if let holder, holder != person { withdraw(at: step.time) }
        classify(step, skill)
        let isTaken = step.kind == .accepted
        // Whoever has it and is said to have it again still has it.
        if holder == nil || (isTaken && !isAccepted) {
            steps.append(HistoryStep(isTaken ? .accepted : .assigned, at: step.time, person: person))
            (holder, isAccepted) = (person, isTaken)
        }
    }

    private mutating func withdraw(at instant: Instant) {
        steps.append(HistoryStep(.reassigned, at: instant))
        (holder, isAccepted) = (nil, false)
    }

    /// The work is about what whoever does it has it under.
    private mutating func classify(_ step: RecordedStep, _ skill: Mapping.SkillSource) {
        guard let category = skill.value(step), category != currentCategory else { return }
        steps.append(HistoryStep(.classified, at: step.time, category: category))
        currentCategory = category
    }

    private mutating func end(
        _ step: RecordedStep, _ later: ArraySlice<RecordedStep>, _ skill: Mapping.SkillSource
    ) {
        if isOver || (isResolved && step.kind != .closed) { return omit(.endRepeated) }
        if Self.isUndone(step, by: later) { return omit(.endUndone) }
        switch step.kind {
        case .resolved:
            classify(step, skill)
            steps.append(HistoryStep(.resolved, at: step.time, person: step.resource))
            isResolved = true
        default:
            steps.append(HistoryStep(step.kind == .closed ? .closed : .abandoned, at: step.time))
            isOver = true
        }
    }

    /// Whether it went on before anybody reopened it.
    private static func isUndone(_ end: RecordedStep, by later: ArraySlice<RecordedStep>) -> Bool {
        for step in later {
            switch step.kind {
            case .reopened: return false
            case .assigned, .accepted: if step.resource != nil { return true }
            case .escalated: if end.kind != .resolved { return true }
            case .submitted, .ready, .queued, .moved, .waiting, .resolved, .closed, .abandoned: continue
            }
        }
        return false
    }

    private mutating func omit(_ untaken: Untaken) { self.untaken[untaken, default: 0] += 1 }
}

extension Mapping.SkillSource {
    /// What a step says of what its case is about.
    package func value(_ step: RecordedStep) -> String? {
        switch self {
        case .category: step.category
        case .queue: step.queue
        case .anybody: nil
        }
    }
}

extension StepKind {
    /// The place in a row that says several things at once.
    fileprivate var rank: Int {
        switch self {
        case .submitted, .ready, .queued: 0
        case .reopened: 1
        case .moved: 2
        case .assigned: 3
        case .accepted: 4
        case .escalated, .waiting: 5
        case .resolved: 6
        case .abandoned: 7
        case .closed: 8
        }
    }
}
