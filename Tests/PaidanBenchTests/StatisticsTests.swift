import PaidanBench
import Testing

@Suite struct StatisticsTests {
    static let medians: [([Double], Double)] = [
        ([7], 7), ([3, 1], 2), ([9, 1, 5], 5), ([4, 1, 3, 2], 2.5), ([5, 5, 1], 5),
    ]

    @Test("The median is the middle value, or the mean of the two in the middle", arguments: medians)
    func median(_ values: [Double], _ expected: Double) {
        let spread = Spread(values)
        #expect(spread.median == expected)
        #expect(spread.min == values.min() && spread.max == values.max() && spread.rounds == values.count)
    }

    static let percentiles: [(Double, Double)] = [
        (50, 50), (99, 99), (100, 100), (0.5, 1), (1, 1), (1.5, 2), (99.5, 100),
    ]

    @Test("A percentile is the smallest value that so many do not exceed", arguments: percentiles)
    func percentile(_ percent: Double, _ expectedMicroseconds: Double) {
        let latencies = Latencies(nanoseconds: (1...100).reversed().map { $0 * 1_000 })
        #expect(latencies.percentileMicroseconds(percent) == expectedMicroseconds)
    }

    @Test("Of few values, high percentiles are the largest and the mean is the mean")
    func few() {
        let latencies = Latencies(nanoseconds: [3_000, 1_000])
        #expect(latencies.percentileMicroseconds(99) == 3)
        #expect(latencies.percentileMicroseconds(50) == 1)
        #expect(latencies.meanMicroseconds == 2)
    }
}

@Suite struct TargetTests {
    @Test("A ratio is made round by round, so that a machine that drifts does not bend it")
    func drift() {
        let row = Row("a.b", "half as fast", .perSecond, [50, 100, 200], baseline: ("whole", [100, 200, 400]))
        #expect(row.ratio == Spread([0.5, 0.5, 0.5]))
        #expect(row.baseline?.figure.median == 200)
    }

    @Test("Figures in another unit than their baseline have no ratio")
    func units() {
        let row = Row("a.b", "", .milliseconds, [1], baseline: ("records", [1]), baselineUnit: .perSecond)
        #expect(row.ratio == nil)
    }

    static let judged: [(Target, Double, Bool, Double, Double)] = [
        (.atLeast(100, ""), 100, true, 0, 100),
        (.atLeast(100, ""), 50, false, -0.5, 100),
        (.atLeast(100, ""), 150, true, 0.5, 100),
        (.atMost(100, ""), 100, true, 0, 100),
        (.atMost(100, ""), 125, false, -0.25, 100),
        (.atLeast(timesBaseline: 2, ""), 30, true, 0.5, 20),
        (.atLeast(timesBaseline: 2, ""), 10, false, -0.5, 20),
        (.atMost(timesBaseline: 2, plus: 20, ""), 40, true, 0, 40),
        (.atMost(timesBaseline: 2, plus: 20, ""), 50, false, -0.25, 40),
    ]

    @Test("A target says whether it is reached and by how much, of a baseline of 10", arguments: judged)
    func outcome(_ target: Target, _ figure: Double, _ isReached: Bool, _ margin: Double, _ bound: Double) {
        let row = Row("a.b", "", .bytes, [figure], baseline: ("ten", [10]), target: target)
        #expect(row.target?.isReached == isReached)
        #expect(row.target?.margin == margin)
        #expect(row.target?.bound == bound)
    }

    @Test("The median round decides")
    func median() {
        let row = Row("a.b", "", .perSecond, [90, 110, 120], target: .atLeast(100, ""))
        #expect(row.target?.isReached == true)
    }
}
