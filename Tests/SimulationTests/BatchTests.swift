import Dispatching
import Events
import Simulation
import Testing

/// Tickets that come together: what each agent would score for each, who was chosen, and what all score together.
struct BatchRow: Sendable, CustomTestStringConvertible {
    var says: String
    /// By ticket, by agent; nil for who cannot take it.
    var scores: [[UInt64?]]
    var capacity: UInt64 = 1
    var loadWeight: UInt64 = 0
    /// By ticket, from 1.
    var chosen: [UInt64]
    var recorded: [UInt64?] = []
    /// Together, in millionths.
    var best: UInt64
    var chosenScore: UInt64
    var roundRobin: UInt64
    var fewestOpen: UInt64
    var recordedScore: UInt64 = 0
    var bestOfRecorded: UInt64 = 0

    var testDescription: String { says }

    static let all: [BatchRow] = [
        BatchRow(
            says: "one ticket", scores: [[5, 7, 6]], chosen: [2], recorded: [1], best: 7, chosenScore: 7, roundRobin: 5,
            fewestOpen: 5, recordedScore: 5, bestOfRecorded: 7),
        // By whom the three are had: 123 1600, 132 1600, 213 2290, 231 1550, 312 1640, 321 900.
        BatchRow(
            says: "each has one, and the best ones together are not the best of each",
            scores: [[900, 800, 100], [890, 100, 50], [700, 650, 600]], chosen: [1, 2, 3], recorded: [2, 1, 3],
            best: 2_290, chosenScore: 1_600, roundRobin: 1_600, fewestOpen: 1_600, recordedScore: 2_290,
            bestOfRecorded: 2_290),
        // The record knows of two of them: 12 1000, 13 950, 21 1690, 23 850, 31 990, 32 200.
        BatchRow(
            says: "only what the record knows is compared with it",
            scores: [[900, 800, 100], [890, 100, 50], [700, 650, 600]], chosen: [1, 2, 3], recorded: [2, 3, nil],
            best: 2_290, chosenScore: 1_600, roundRobin: 1_600, fewestOpen: 1_600, recordedScore: 850,
            bestOfRecorded: 1_690),
        // The first by 1 and the second by 2 are 18, the first by 3 11: there is no other way.
        BatchRow(
            says: "who cannot take it does not get it", scores: [[9, nil, 2], [nil, 9, nil]], chosen: [3, 2],
            recorded: [2, nil], best: 18, chosenScore: 11, roundRobin: 18, fewestOpen: 18),
        // A place more has a quarter of the load's weight less: both 900 and 800 thousandths, and 850 with the other.
        BatchRow(
            says: "the second of an agent has less headroom", scores: [[500_000, 450_000], [500_000, 450_000]],
            capacity: 4, loadWeight: 400_000, chosen: [1, 1], recorded: [2, 2], best: 1_750_000,
            chosenScore: 1_700_000, roundRobin: 1_750_000, fewestOpen: 1_750_000, recordedScore: 1_600_000,
            bestOfRecorded: 1_750_000),
        // Both were had by one who has room for one: then there is a place for both.
        BatchRow(
            says: "as many places as were given", scores: [[9, 1], [9, 1]], chosen: [1, 2], recorded: [1, 1], best: 18,
            chosenScore: 10, roundRobin: 10, fewestOpen: 10, recordedScore: 18, bestOfRecorded: 18),
    ]
}

@Suite("What choices together score")
struct BatchTests {
    private static func batch(_ row: BatchRow) -> Batch {
        var batch = Batch()
        var given: [UInt64: UInt64] = [:]
        for (number, scores) in row.scores.enumerated() {
            let scorings = scores.enumerated()
                .compactMap { agent, score in
                    score.map {
                        // As the engine saw it: what the batch gave before is open.
                        let ordinal = UInt64(agent) + 1
                        return AgentPool.Scoring(
                            agent: AgentOrdinal(rawValue: ordinal), withoutLoad: $0, loadWeight: row.loadWeight,
                            open: given[ordinal] ?? 0, capacity: row.capacity)
                    }
                }
            let recorded = number < row.recorded.count ? row.recorded[number] : nil
            batch.add(
                Batch.Ticket(
                    ticket: TicketOrdinal(rawValue: UInt64(number) + 1), scorings: scorings,
                    chosen: AgentOrdinal(rawValue: row.chosen[number]),
                    recorded: recorded.map { AgentOrdinal(rawValue: $0) }))
            given[row.chosen[number], default: 0] += 1
        }
        return batch
    }

    @Test("is as reckoned by hand, and by trying every way", arguments: BatchRow.all)
    func table(_ row: BatchRow) {
        var scores = BatchScores()
        var last: UInt64 = 0
        scores.add(Self.batch(row), last: &last)
        #expect(scores.best == row.best && scores.chosen == row.chosenScore)
        #expect(scores.roundRobin == row.roundRobin && scores.fewestOpen == row.fewestOpen)
        #expect(scores.recorded == row.recordedScore && scores.bestOfRecorded == row.bestOfRecorded)
        #expect(scores.batches == 1 && scores.tickets == row.scores.count)
        #expect(scores.ticketsTogether == (row.scores.count > 1 ? row.scores.count : 0))
    }

    @Test("An empty batch is none, and turns go on from one batch to the next")
    func turns() {
        var scores = BatchScores()
        var last: UInt64 = 0
        scores.add(Batch(), last: &last)
        #expect(scores == BatchScores() && last == 0)
        let row = BatchRow(
            says: "", scores: [[1, 10, 100]], chosen: [3], best: 100, chosenScore: 100, roundRobin: 1, fewestOpen: 1)
        for _ in 0..<4 { scores.add(Self.batch(row), last: &last) }
        #expect(scores.roundRobin == 112 && last == 1 && scores.batches == 4)
    }
}
