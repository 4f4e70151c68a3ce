import Simulation
import Testing

@Suite("Statistics")
struct MeasuresTests {
    @Test(
        "Gini's coefficient",
        arguments: [
            ([1, 1, 1, 1], 0), ([0, 0, 0, 1], 0.75), ([1, 2, 3, 4], 0.25), ([4, 1, 3, 2], 0.25), ([1, 2], 1.0 / 6),
            ([], 0), ([0, 0], 0), ([5], 0),
        ] as [([Double], Double)])
    func gini(_ values: [Double], _ expected: Double) {
        #expect(abs(Statistics.gini(values) - expected) < 1e-12)
    }

    /// Of the values, and not of a population: divided by as many as there are.
    @Test(
        "the standard deviation",
        arguments: [
            ([2, 4, 4, 4, 5, 5, 7, 9], 2), ([], 0), ([7], 0), ([3, 3, 3], 0), ([0, 2], 1),
            ([1, 2, 3, 4], 1.25.squareRoot()),
        ] as [([Double], Double)])
    func deviation(_ values: [Double], _ expected: Double) {
        #expect(isNear(Statistics.deviation(values), expected))
    }

    @Test(
        "quantiles are the least value that so many do not exceed",
        arguments: [
            (0.9, 9), (0.91, 10), (1, 10), (0.5, 5), (0.51, 6), (0.1, 1), (0.05, 1), (0, 1),
        ] as [(Double, Double)])
    func quantile(_ share: Double, _ expected: Double) {
        #expect(Statistics.quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], share) == expected)
        #expect(Statistics.quantile([], share) == 0)
    }

    @Test("the median of an even number is the upper one of the two in the middle")
    func median() {
        #expect(Statistics.median([4, 1, 3, 2]) == 3)
        #expect(Statistics.median([3, 1, 2]) == 2)
        #expect(Statistics.median([Int]()) == nil)
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
