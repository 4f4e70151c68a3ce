internal import Events
internal import Policies

/// What deadlines wait for, to be compared quickly.
struct Triggers: Sendable {
    private var kinds: UInt32 = 0
    private var stages: [String] = []
    private var grades: [String] = []

    init(_ triggers: [Policy.Trigger]) {
        for trigger in triggers {
            switch trigger {
            case .stage(let code): stages.append(code)
            case .graded(let code): grades.append(code)
            default: kinds |= Self.bit(trigger)
            }
        }
    }

    func contains(_ happened: Happened) -> Bool {
        if kinds & happened.kinds != 0 { return true }
        if happened.code.isEmpty { return false }
        return (happened.isGrade ? grades : stages).contains(happened.code)
    }

    /// Its category or priority may be another. Deadlines do not wait for that, but may run under one priority alone.
    static let triage: UInt32 = 1 << 16

    static func bit(_ trigger: Policy.Trigger) -> UInt32 {
        switch trigger {
        case .submitted: 1 << 0
        case .proposed: 1 << 1
        case .queued: 1 << 2
        case .offered: 1 << 3
        case .accepted: 1 << 4
        case .returned: 1 << 5
        case .progressed: 1 << 6
        case .contacted: 1 << 7
        case .resolved: 1 << 8
        case .surveyed: 1 << 9
        case .rated: 1 << 10
        case .escalated: 1 << 11
        case .reopened: 1 << 12
        case .closed: 1 << 13
        case .reviewRequested: 1 << 14
        case .assignmentRequested: 1 << 15
        case .calledBack: 1 << 17
        case .stage, .graded: 0
        }
    }
}

/// Something that happened to a ticket and that deadlines may wait for.
struct Happened: Sendable {
    let sequence: UInt64
    let ticket: UInt64
    let kinds: UInt32
    /// Of a stage or a grade; empty for neither.
    let code: String
    let isGrade: Bool
}
