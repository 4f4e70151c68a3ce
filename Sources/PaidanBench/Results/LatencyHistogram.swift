/// Times of many operations in little memory: how many fell between bounds that lie within a hundredth of each other.
/// The largest is kept as it is.
package struct LatencyHistogram: Sendable {
    /// Each doubling is parted in so many; times below twice as many nanoseconds are exact.
    private static let parts = 128
    private static let exactBits = 8

    private var counts: [UInt64] = []
    package private(set) var count: UInt64 = 0
    package private(set) var maxNanoseconds: Int64 = 0

    package init() {}

    /// What was before it began took no time.
    package mutating func note(nanoseconds: Int64) {
        let time = max(0, nanoseconds)
        let index = Self.index(of: time)
        if index >= counts.count { counts += [UInt64](repeating: 0, count: index + 1 - counts.count) }
        counts[index] += 1
        count += 1
        maxNanoseconds = max(maxNanoseconds, time)
    }

    package mutating func add(_ other: LatencyHistogram) {
        if other.counts.count > counts.count {
            counts += [UInt64](repeating: 0, count: other.counts.count - counts.count)
        }
        for index in other.counts.indices { counts[index] += other.counts[index] }
        count += other.count
        maxNanoseconds = max(maxNanoseconds, other.maxNanoseconds)
    }

    /// A time that at least `percent` of all times do not exceed, and at most a hundredth more than the smallest such;
    /// 0 where there are none.
    package func percentileMicroseconds(_ percent: Double) -> Double {
        precondition(percent > 0 && percent <= 100, "a percentile is above 0 and at most 100")
        let rank = max(1, UInt64((percent / 100 * Double(count)).rounded(.up)))
        var passed: UInt64 = 0
        for index in counts.indices {
            passed += counts[index]
            if passed >= rank { return Double(min(Self.upperBound(of: index), maxNanoseconds)) / 1_000 }
        }
        return 0
    }

    /// The share, in percent, of times of at most so long, to a hundredth of it.
    package func share(upToNanoseconds bound: Int64) -> Double {
        guard count > 0 else { return 0 }
        let within = counts.prefix(Self.index(of: max(0, bound)) + 1).reduce(0, +)
        return 100 * Double(within) / Double(count)
    }

    private static func index(of nanoseconds: Int64) -> Int {
        let doubling = Int64.bitWidth - nanoseconds.leadingZeroBitCount - exactBits
        guard doubling > 0 else { return Int(nanoseconds) }
        // What is left of it has eight bits, of which the first is set.
        return parts * doubling + Int(nanoseconds >> Int64(doubling))
    }

    /// The largest time that falls there.
    private static func upperBound(of index: Int) -> Int64 {
        let doubling = index / parts - 1
        guard doubling > 0 else { return Int64(index) }
        return (Int64(index - parts * doubling) + 1) << Int64(doubling) - 1
    }
}
