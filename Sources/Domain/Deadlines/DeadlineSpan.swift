internal import Events
internal import Policies

/// Where in a ticket's life a deadline may be found running, once all that happens in one moment has happened.
///
/// It runs from where what starts it leaves the ticket, and on wherever the ticket goes by what does not stop it.
struct DeadlineSpan {
    /// Empty where it never runs.
    private(set) var lifeCycles: Set<LifeCycle>

    /// How a ticket goes on, and which trigger tells of it.
    private static let steps: [(from: LifeCycle, on: Policy.Trigger, to: LifeCycle)] = [
        (.waiting, .offered, .offered), (.offered, .accepted, .accepted), (.offered, .returned, .waiting),
        (.accepted, .progressed, .inProgress), (.accepted, .returned, .waiting), (.accepted, .resolved, .resolved),
        (.inProgress, .returned, .waiting), (.inProgress, .resolved, .resolved), (.resolved, .reopened, .waiting),
    ]

    init(_ deadline: Policy.Deadline, in policy: Policy) {
        lifeCycles = []
        if case .byPriority(let lengths) = deadline.length, lengths.isEmpty { return }
        var next = deadline.starts.flatMap { Self.lifeCycles(after: $0, in: policy) }
        while let lifeCycle = next.popLast() {
            guard lifeCycles.insert(lifeCycle).inserted else { continue }
            next += Self.steps.filter { $0.from == lifeCycle && !deadline.stops.contains($0.on) }.map(\.to)
        }
    }

    /// Where a ticket may be when this has happened to it; nowhere where it never does, or ends the ticket.
    private static func lifeCycles(after trigger: Policy.Trigger, in policy: Policy) -> [LifeCycle] {
        let isEveryGradeTheEnd = policy.feedback.grades.allSatisfy(\.closes)
        return switch trigger {
        case .submitted, .proposed, .queued, .returned, .reopened: [.waiting]
        case .offered: [.offered]
        case .accepted: [.accepted]
        case .progressed, .stage: [.inProgress]
        case .resolved: [.resolved]
        case .surveyed: policy.feedback.asks.isEmpty ? [] : [.resolved]
        case .rated, .calledBack: isEveryGradeTheEnd ? [] : [.resolved]
        case .graded(let code): policy.grade(code)?.closes == true ? [] : [.resolved]
        case .closed: []
        case .contacted, .escalated, .reviewRequested, .assignmentRequested:
            [.waiting, .offered, .accepted, .inProgress, .resolved]
        }
    }
}
