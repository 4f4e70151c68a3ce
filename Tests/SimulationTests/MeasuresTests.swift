import Simulation
import Testing

@Suite("Statistics")
struct MeasuresTests {
    @Test(
        "Gini's coefficient",
        arguments: [
            ([1, 1, 1, 1], 0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4], 0.25), ([], 0), ([0, 0], 0), ([5], 0),
        ] as [([Double], Double)])
    func gini(_ values: [Double], _ expected: Double) {
        #expect(abs(Statistics.gini(values) - expected) < 1e-12)
    }

    @Test("deviation and quantiles")
    func deviation() {
        #expect(Statistics.deviation([2, 4, 4, 4, 5, 5, 7, 9]) == 2)
        #expect(Statistics.quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9) == 9)
        #expect(Statistics.quantile([], 0.9) == 0)
    }

    @Test("an interval by Student's t")
    func interval() throws {
        let estimate = Estimate([1, 2, 3, 4, 5])
        // 2.776 standard errors: the square root of 2.5 by that of 5.
        #expect(estimate.mean == 3)
        let half = try #require(estimate.halfWidth)
        #expect(abs(half - 2.776 * 0.5.squareRoot()) < 1e-9)
        #expect(Estimate([7]).halfWidth == nil)
    }
}
