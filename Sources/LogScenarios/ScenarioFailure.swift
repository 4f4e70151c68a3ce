/// A promise of the log that did not hold, with all that is needed to see it again.
package struct ScenarioFailure: Error, Sendable, CustomStringConvertible {
    package var seed: UInt64
    package var rule: String
    /// What the scenario did, one step a line.
    package var steps: [String]
    /// The last calls that reached the simulated disk.
    package var calls: [String]

    package var description: String {
        """
        seed \(seed): \(rule)
        steps:
          \(steps.joined(separator: "\n  "))
        last calls:
          \(calls.suffix(40).joined(separator: "\n  "))
        """
    }
}

/// How often what happened in scenarios: a run in which something never happens shows nothing about it.
package struct ScenarioTally: Sendable, Hashable {
    package enum Event: String, Sendable, Hashable, CaseIterable {
        case scenarios, encryptedScenarios = "encrypted scenarios"
        case openings, openingsCutShort = "openings cut short", openingsRefusedByDevice = "openings that a call refused"
        case appends, records, staleRefusals = "stale appends refused", tooLargeRefusals = "too large appends refused"
        case spaceRefusals = "appends refused for want of space"
        case rolls, seals, repacks, marks
        case cleanCloses = "clean closes", kills, killsInCall = "kills within a call"
        case powerLosses = "power losses", powerLossesInCall = "power losses within a call"
        case halts, tornTails = "torn tails put right"
        case unacknowledgedKept = "unacknowledged appends kept", unacknowledgedLost = "unacknowledged appends lost"
        case lies = "lies of the disk", corruptionReported = "corruption reported"
        case undecidableLosses = "losses that one node cannot see"
        case blocks = "leaf blocks", observers = "readers in other processes"
    }

    private var counts: [Event: Int] = [:]

    package init() {}

    package subscript(event: Event) -> Int { counts[event] ?? 0 }

    mutating func note(_ event: Event, _ count: Int = 1) { counts[event, default: 0] += count }

    package static func += (left: inout Self, right: Self) {
        left.counts.merge(right.counts) { $0 + $1 }
    }

    /// One line for each event.
    package var lines: [String] { Event.allCases.map { "\($0.rawValue): \(self[$0])" } }
}
