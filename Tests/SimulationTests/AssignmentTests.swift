import JSONText
import Seeds
import SharedRecords
import Simulation
import Testing

@Suite("The best assignment")
struct AssignmentTests {
    @Test("costs what trying everything costs", arguments: 0..<200)
    func everything(_ seed: UInt64) {
        var draws = SplitMix64(seed: seed)
        let rows = Int.random(in: 1...6, using: &draws)
        let columns = Int.random(in: rows...7, using: &draws)
        let costs = (0..<rows).map { _ in (0..<columns).map { _ in Int64.random(in: -50...50, using: &draws) } }
        let chosen = BestAssignment.cheapest(rows: rows, columns: columns) { costs[$0][$1] }
        #expect(Set(chosen).count == rows, "seed \(seed)")
        let total = chosen.enumerated().reduce(0) { $0 + costs[$1.offset][$1.element] }
        #expect(total == Self.least(costs, from: 0, without: []), "seed \(seed)")
    }

    private static func least(_ costs: [[Int64]], from row: Int, without taken: Set<Int>) -> Int64 {
        guard row < costs.count else { return 0 }
        return costs[row].indices.filter { !taken.contains($0) }
            .map { costs[row][$0] + least(costs, from: row + 1, without: taken.union([$0])) }.min() ?? 0
    }

    private static let source = "assignment/linear_sum_assignment_cases.json"
    private static let missing = SharedRecords.missing(source)

    @Test("costs what others have found", .enabled(if: missing == nil, "\(missing ?? "")"))
    func known() throws {
        let bytes = try #require(SharedRecords.bytes(Self.source))
        let json = try #require(JSON(parsing: bytes))
        let never: Int64 = 1_000_000
        var count = 0
        for known in json["cases"]?.asElements ?? [] {
            guard let rows = known["cost"]?.asElements, let expected = known["expected_row_costs"]?.asElements else {
                continue
            }
            // What is not a number is forbidden.
            let costs = rows.map { row in
                (row.asElements ?? []).map { $0.asUnsigned.map { Int64($0) } ?? never }
            }
            let chosen = BestAssignment.cheapest(rows: costs.count, columns: costs[0].count) { costs[$0][$1] }
            let total = chosen.enumerated().reduce(0) { $0 + costs[$1.offset][$1.element] }
            #expect(total == Int64(expected.compactMap(\.asUnsigned).reduce(0, +)))
            count += 1
        }
        #expect(count > 3)
    }
}
