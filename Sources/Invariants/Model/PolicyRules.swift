internal import Events
internal import Policies

/// A policy as the invariants go by it.
final class PolicyRules: Sendable {
    struct Ring: Sendable {
        let code: String
        /// Numbers; empty for all.
        let pools: [Int]
        let isRegional: Bool
    }

    struct Levelling: Hashable, Sendable {
        let offersMax: UInt64
        /// Milliseconds.
        let window: Int64
        let repeats: Bool
    }

    struct Deadline: Sendable {
        let code: String
        let starts: Triggers
        let stops: Triggers
        let pausedAt: [String]
        let warnings: Int
        let repeats: Bool
        /// Of these priorities; nil for all.
        let priorities: Set<Priority>?

        func runs(_ priority: Priority) -> Bool { priorities?.contains(priority) ?? true }
    }

    let version: UInt64
    let numbering: Numbering
    let isConfirming: Bool
    /// The role that has to agree to an assignment by hand; nil where nobody has to.
    let approver: String?
    let rings: [Ring]
    let levelling: Levelling
    /// Milliseconds.
    let offerAgainAfter: Int64
    let offersMax: UInt64?
    let cyclesMax: UInt64
    let deadlines: [Deadline]
    /// Some run under some priorities alone.
    let haveRestingDeadlines: Bool
    private let categories: [String: Int]
    /// Those of work in progress, in order.
    private let stages: [Policy.Stage]
    private let grades: [Grade: (code: String, closes: Bool)]

    var asksApproval: Bool { approver != nil }
    /// Whether whoever calls an unsatisfied customer has reasons to choose from.
    let hasReasons: Bool

    init(_ policy: Policy, skills: inout Codes, pools: inout Codes) {
        version = policy.version
        numbering = policy.numbering
        isConfirming = policy.dispatch.mode == .confirm
        approver = policy.dispatch.manualApproval?.rawValue
        var rings: [Ring] = []
        for ring in policy.dispatch.rings {
            rings.append(
                Ring(code: ring.code, pools: ring.pools.map { pools.add($0) }, isRegional: ring.isRegional))
        }
        self.rings = rings
        levelling = Levelling(
            offersMax: policy.dispatch.levelling.offersMax, window: policy.dispatch.levelling.window.milliseconds,
            repeats: policy.dispatch.levelling.repeats)
        offerAgainAfter = policy.dispatch.offerAgainAfter.milliseconds
        offersMax = policy.dispatch.offersMax
        hasReasons = !policy.feedback.reasons.isEmpty
        cyclesMax = policy.feedback.cyclesMax
        deadlines = policy.deadlines.map(Deadline.init)
        haveRestingDeadlines = deadlines.contains { $0.priorities != nil }
        var categories: [String: Int] = [:]
        for category in policy.triage.categories { categories[category.code] = category.skill.map { skills.add($0) } }
        self.categories = categories
        stages = policy.stages.filter { $0.lifeCycle == .inProgress }
        var grades: [Grade: (code: String, closes: Bool)] = [:]
        for choice in policy.feedback.grades { grades[choice.grade] = (choice.code, choice.closes) }
        self.grades = grades
    }

    /// Milliseconds that an agent waits who passed a ticket by so often: doubled each time, up to a day.
    func wait(_ times: UInt64) -> Int64 {
        let day: Int64 = 24 * 3_600 * 1_000
        guard offerAgainAfter < day else { return offerAgainAfter }
        return min(day, offerAgainAfter << Int64(min(times - 1, 30)))
    }

    /// What a category asks for; nil for nothing.
    func skill(_ category: String) -> Int? { categories[category] }

    func grade(_ grade: Grade) -> (code: String, closes: Bool)? { grades[grade] }

    func deadline(_ code: String) -> Int? { deadlines.firstIndex { $0.code == code } }

    func hasStage(_ code: String) -> Bool { stages.contains { $0.code == code } }

    /// Whether work may go from one stage to another.
    func allows(_ stage: String, after current: String) -> Bool {
        // Work begins with the first.
        if current.isEmpty { return stage == stages.first?.code }
        guard stage != current, let index = stages.firstIndex(where: { $0.code == current }) else { return true }
        let next = stages[index].next
        return next.isEmpty ? stages[(index + 1)...].contains { $0.code == stage } : next.contains(stage)
    }
}

extension PolicyRules.Deadline {
    init(_ deadline: Policy.Deadline) {
        code = deadline.code
        starts = Triggers(deadline.starts)
        stops = Triggers(deadline.stops)
        pausedAt = deadline.pausedAt
        warnings = deadline.warnings.count
        repeats = deadline.repeats != nil
        if case .byPriority(let lengths) = deadline.length, lengths.count < Priority.allCases.count {
            priorities = Set(lengths.keys)
        } else {
            priorities = nil
        }
    }
}
