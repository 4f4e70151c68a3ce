/// Who chose.
package enum Chooser: String, CaseIterable, Hashable, Sendable {
    /// People, as the record has it.
    case recorded
    /// The product's engine.
    case paidan
    case roundRobin = "round-robin"
    case fewestOpen = "fewest-open"
}

/// What came of one run.
package struct RunResult: Sendable {
    /// By arrival.
    package var outcomes: [Outcome]
    /// Of the engine's run.
    package var promptness = Promptness()
    package var scores = BatchScores()
    package var events: UInt64 = 0

    package init(outcomes: [Outcome]) { self.outcomes = outcomes }
}

/// Whether the engine offers at once what somebody could take.
package struct Promptness: Hashable, Sendable {
    package var offered = 0
    /// Offered more than a second after somebody was on line with the skill and with room, and was not held back.
    package var late = 0
    package var slowest = Duration.zero
    /// Waited although somebody had room, because the policy lets nobody who just signed in take the whole queue.
    package var heldBack = 0
    /// Never offered: the record ends before anybody could take them.
    package var neverOffered = 0
    /// Offers whose recorded score is not the one that was reckoned again for them.
    package var scoresUnlike = 0

    package init() {}
}
