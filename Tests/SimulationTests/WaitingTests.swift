import Events
import Simulation
import Testing

/// When somebody was free for a ticket that came at 0, in milliseconds, and whether the policy let them; then when it
/// was offered, and what that was.
struct WaitingRow: Sendable, CustomTestStringConvertible {
    var says: String
    var noted: [(at: Int64, isEligible: Bool)] = []
    var offeredAt: Int64
    var late = 0
    /// Milliseconds.
    var slowest: Int64 = 0
    var heldBack = 0

    var testDescription: String { says }

    static let all: [WaitingRow] = [
        WaitingRow(says: "at once", offeredAt: 0),
        WaitingRow(says: "nobody was free", offeredAt: 90_000),
        WaitingRow(says: "at once when somebody was", noted: [(5_000, true)], offeredAt: 5_000),
        WaitingRow(says: "a second later", noted: [(5_000, true)], offeredAt: 6_000, slowest: 1_000),
        WaitingRow(says: "more than a second later", noted: [(5_000, true)], offeredAt: 6_001, late: 1, slowest: 1_001),
        WaitingRow(
            says: "since the first time", noted: [(5_000, true), (9_000, true)], offeredAt: 9_000, late: 1,
            slowest: 4_000),
        WaitingRow(says: "held back", noted: [(5_000, false)], offeredAt: 90_000, heldBack: 1),
        WaitingRow(
            says: "held back, and then not", noted: [(5_000, false), (8_000, true)], offeredAt: 8_500, slowest: 500,
            heldBack: 1),
        WaitingRow(
            says: "counted anew after being held back", noted: [(1_000, true), (2_000, false), (8_000, true)],
            offeredAt: 8_500, slowest: 500, heldBack: 1),
    ]
}

@Suite("How long a ticket waits that somebody could take")
struct WaitingTests {
    @Test("is counted while nothing holds them back", arguments: WaitingRow.all, [nil, 3])
    func table(_ row: WaitingRow, _ skill: Int?) {
        var waiting = Waiting()
        var promptness = Promptness()
        waiting.add(1, skill: skill)
        waiting.add(2, skill: 4)
        waiting.add(3, skill: skill)
        for (at, isEligible) in row.noted {
            waiting.note(skill, isEligible: isEligible, at: minute(0).advanced(by: .milliseconds(at)))
            // Nobody waits for these.
            waiting.note(7, isEligible: true, at: minute(0))
        }
        let offered = minute(0).advanced(by: .milliseconds(row.offeredAt))
        waiting.remove(1, skill: skill, at: offered, &promptness)
        // What waits for another skill was not looked at, and what is not there any more changes nothing.
        waiting.remove(2, skill: 4, at: offered, &promptness)
        waiting.remove(1, skill: skill, at: minute(99), &promptness)
        #expect(promptness.late == row.late && promptness.heldBack == row.heldBack)
        #expect(promptness.slowest == .milliseconds(row.slowest))
        #expect(waiting.count == 1 && waiting.skills == [skill])
    }
}
