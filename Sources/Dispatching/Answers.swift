/// How an agent has answered offers.
package struct Answers: Hashable, Sendable {
    package private(set) var inTime: UInt64 = 0
    package private(set) var late: UInt64 = 0

    package init() {}

    mutating func add(isInTime: Bool) {
        if isInTime { inTime += 1 } else { late += 1 }
    }

    /// The share in time in millionths, as the score counts it: (in time + 1) / (all + 2), Laplace's rule of
    /// succession. A newcomer begins at a half, and no single answer makes or breaks anybody.
    package var smoothedRate: UInt64 { Millionths.share(inTime + 1, of: inTime + late + 2) }

    /// Whether at least `share` millionths of the answers were in time: of the answers themselves, since it is a
    /// promise that people check, but not before there are ``answersMin``.
    func reach(_ share: UInt64) -> Bool {
        inTime + late >= Self.answersMin && Millionths.share(inTime, of: inTime + late) >= share
    }

    /// Fewer say nothing of a habit.
    package static let answersMin: UInt64 = 5
}
