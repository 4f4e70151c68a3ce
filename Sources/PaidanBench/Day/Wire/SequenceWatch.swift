/// Whether a follower gets every event once and in order.
package struct SequenceWatch: Sendable, Hashable {
    /// The last that came.
    package private(set) var last: UInt64
    package private(set) var missing: UInt64 = 0
    package private(set) var repeated: UInt64 = 0

    /// - Parameter last: behind which it begins.
    package init(after last: UInt64) { self.last = last }

    /// - Returns: whether it is one that did not come before.
    @discardableResult
    package mutating func take(_ sequence: UInt64) -> Bool {
        guard sequence > last else {
            repeated += 1
            return false
        }
        missing += sequence - last - 1
        last = sequence
        return true
    }
}
