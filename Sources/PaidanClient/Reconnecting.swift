/// How long to wait before each try to reach a daemon again: longer each time, so that many who wait do not fall over
/// one that has just started.
package struct Reconnecting: Hashable, Sendable {
    package static let firstMilliseconds: Int64 = 100
    package static let longestMilliseconds: Int64 = 5_000

    private var nextMilliseconds = Self.firstMilliseconds

    package init() {}

    /// The pause before the next try.
    package mutating func pauseMilliseconds() -> Int64 {
        defer { nextMilliseconds = min(nextMilliseconds * 2, Self.longestMilliseconds) }
        return nextMilliseconds
    }

    /// It answered.
    package mutating func succeed() { nextMilliseconds = Self.firstMilliseconds }
}
