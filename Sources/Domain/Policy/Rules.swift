public import Policies

/// A policy behind one reference: it is asked at every event, and a copy of it would cost more than the answer.
public final class Rules: Sendable {
    public let policy: Policy

    init(_ policy: Policy) { self.policy = policy }
}
