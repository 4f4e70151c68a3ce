internal import Events
public import Policies

/// A policy behind one reference: it is asked at every event, and a copy of it would cost more than the answer.
public final class Rules: Sendable {
    public let policy: Policy
    /// Those that do not run under every priority.
    let restingDeadlines: [Policy.Deadline]

    init(_ policy: Policy) {
        self.policy = policy
        restingDeadlines = policy.deadlines.filter { deadline in
            guard case .byPriority(let lengths) = deadline.length else { return false }
            return lengths.count < Priority.allCases.count
        }
    }
}
