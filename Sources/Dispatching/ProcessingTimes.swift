/// How long an agent takes for tickets of each category: a mean that follows the agent, in whole numbers.
///
/// The first ``weighed`` tickets count alike; after them each new one moves the mean by 1/``weighed`` of its distance.
/// The mean is kept in 1/1024 of a millisecond, so that rounding does not hold it back.
struct ProcessingTimes: Hashable, Sendable {
    private struct Mean: Hashable {
        var category: Int
        var count: Int64
        var scaled: Int64
    }

    /// Few, and in the order in which the agent first met them.
    private var means: [Mean] = []

    static let weighed: Int64 = 8
    /// Longer ones count as this, a year: a ticket that was forgotten says nothing of the work.
    static let millisecondsMax: Int64 = 365 * 86_400 * 1_000
    private static let scale: Int64 = 1_024

    mutating func add(category: Int, milliseconds: Int64) {
        let scaled = min(max(0, milliseconds), Self.millisecondsMax) * Self.scale
        guard let index = means.firstIndex(where: { $0.category == category }) else {
            means.append(Mean(category: category, count: 1, scaled: scaled))
            return
        }
        means[index].count = min(means[index].count + 1, Self.weighed)
        means[index].scaled += (scaled - means[index].scaled) / means[index].count
    }

    /// The mean in milliseconds; nil before the first.
    func mean(category: Int) -> Int64? {
        means.first { $0.category == category }.map { $0.scaled / Self.scale }
    }
}
