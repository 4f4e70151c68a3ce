import Events
import Simulation
import Testing

/// What two people have open when cases come: Li takes two at once, Wu four.
struct LoadRow: Sendable, CustomTestStringConvertible {
    var says: String
    var li: [(Int64, Int64)] = [(0, 100)]
    var wu: [(Int64, Int64)] = [(0, 100)]
    /// Who, from, until.
    var holds: [(Int, Int64, Int64)] = []
    var cases: [Int64] = [10]
    /// Standard deviation and Gini's coefficient of open cases, then of the same by capacity.
    var expected: [Double]

    var testDescription: String { says }

    static let all: [LoadRow] = [
        LoadRow(says: "no cases", cases: [], expected: [0, 0, 0, 0]),
        LoadRow(says: "nothing open", expected: [0, 0, 0, 0]),
        // 2 and 0: one from their mean, and as uneven as two can be. 1 and 0 by capacity.
        LoadRow(says: "one has two", holds: [(0, 0, 50), (0, 0, 50)], expected: [1, 0.5, 0.5, 0.5]),
        // 2 and 1 are 1/2 from 3/2; Gini 2 (1 + 4) / (2 · 3) - 3/2. 1 and 1/4 are 3/8 from 5/8; Gini 2 (1/4 + 2) /
        // (2 · 5/4) - 3/2.
        LoadRow(
            says: "they overlap", holds: [(0, 0, 50), (0, 20, 80), (1, 10, 60)], cases: [30],
            expected: [0.5, 1.0 / 6, 0.375, 0.3]),
        LoadRow(says: "alike", holds: [(0, 0, 50), (1, 0, 50)], expected: [0, 0, 0.125, 1.0 / 6]),
        LoadRow(says: "only one is there", wu: [(20, 100)], holds: [(0, 0, 50)], expected: [0, 0, 0, 0]),
        LoadRow(says: "nobody is there", li: [], wu: [], holds: [(0, 0, 50)], expected: [0, 0, 0, 0]),
        LoadRow(says: "comes as the case does", wu: [(10, 100)], holds: [(0, 0, 50)], expected: [0.5, 0.5, 0.25, 0.5]),
        LoadRow(says: "goes as the case comes", wu: [(0, 10)], holds: [(0, 0, 50)], expected: [0, 0, 0, 0]),
        LoadRow(
            says: "goes and comes at once", wu: [(0, 10), (10, 100)], holds: [(0, 0, 50)],
            expected: [0.5, 0.5, 0.25, 0.5]),
        LoadRow(says: "done as the case comes", holds: [(0, 0, 10)], expected: [0, 0, 0, 0]),
        LoadRow(says: "taken as the case comes", holds: [(0, 10, 20)], expected: [0, 0, 0, 0]),
        LoadRow(says: "one done and one taken", holds: [(0, 0, 10), (0, 10, 20)], expected: [0, 0, 0, 0]),
        LoadRow(says: "had for no time", holds: [(0, 10, 10), (1, 5, 5)], expected: [0, 0, 0, 0]),
        // Where nobody has anything there is nothing uneven: Gini's coefficient is that of the first moment.
        LoadRow(
            says: "two moments", holds: [(0, 0, 50), (0, 0, 50)], cases: [60, 10], expected: [0.5, 0.5, 0.25, 0.5]),
        LoadRow(says: "two cases at a moment", holds: [(0, 0, 50)], cases: [10, 10], expected: [0.5, 0.5, 0.25, 0.5]),
    ]
}

@Suite("Open cases, when others come")
struct OpenLoadsTests {
    @Test("are as uneven as reckoned by hand", arguments: LoadRow.all)
    func table(_ row: LoadRow) {
        var (li, wu) = (agent("li", capacity: 2), agent("wu", capacity: 4))
        (li.shifts, wu.shifts) = (shifts(row.li), shifts(row.wu))
        var handling = Handling()
        handling.holds = row.holds.map { Happened.Hold(agent: $0.0, from: minute($0.1), to: minute($0.2)) }
        handling.cases = row.cases.map { Handling.Case(at: minute($0), wait: 0, staffedWait: 0, agent: nil) }
        var loads = OpenLoads([li, wu], handling)
        let (open, utilisation) = loads.measure()
        let found = [open.deviation, open.gini, utilisation.deviation, utilisation.gini]
        #expect(zip(found, row.expected).allSatisfy { isNear($0, $1) }, "\(found)")
    }
}
