/// Times of single operations within one round.
package struct Latencies: Sendable {
    private let sorted: [Int64]

    /// - Precondition: there is a time.
    package init(nanoseconds: [Int64]) {
        precondition(!nanoseconds.isEmpty, "a latency was measured at least once")
        sorted = nanoseconds.sorted()
    }

    package var meanMicroseconds: Double { sorted.reduce(0) { $0 + Double($1) } / Double(sorted.count) / 1_000 }

    /// The smallest time that at least `percent` of all times do not exceed (the nearest rank).
    package func percentileMicroseconds(_ percent: Double) -> Double {
        precondition(percent > 0 && percent <= 100, "a percentile is above 0 and at most 100")
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return Double(sorted[max(rank, 1) - 1]) / 1_000
    }

    /// The three figures that are reported of times.
    var sample: Sample {
        [.mean: meanMicroseconds, .p50: percentileMicroseconds(50), .p99: percentileMicroseconds(99)]
    }
}
