/// A subtree whose 2ʰ leaves begin at a multiple of 2ʰ. Every hash a proof is made of is the root of one of these
/// or put together from a few of them.
public struct PerfectSubtree: Sendable, Hashable {
    /// Levels above the leaves: 0 for a single leaf, at most 63.
    public let height: Int

    /// How many subtrees of this height stand to its left.
    public let ordinal: UInt64

    public init(height: Int, ordinal: UInt64) {
        precondition(height >= 0 && height < UInt64.bitWidth, "a height outside any tree")
        precondition(ordinal < UInt64.max >> UInt64(height), "a subtree past the last leaf")
        self.height = height
        self.ordinal = ordinal
    }

    public var leafCount: UInt64 { 1 << UInt64(height) }

    public var leaves: Range<LeafIndex> {
        let first = ordinal << UInt64(height)
        return LeafIndex(first)..<LeafIndex(first + leafCount)
    }
}

extension PerfectSubtree {
    /// The perfect subtrees that make up the leaves `start..<end` of a tree, from left to right: at most 64.
    ///
    /// `start` has to be a multiple of the largest power of two that fits into the range, as it is wherever
    /// RFC 6962 splits a tree; then they are the ones of the range's own tree, each lower than the one before.
    static func covering(from start: UInt64, to end: UInt64) -> [PerfectSubtree] {
        var subtrees: [PerfectSubtree] = []
        var first = start
        while first < end {
            let height = UInt64.bitWidth - 1 - (end - first).leadingZeroBitCount
            precondition(first.trailingZeroBitCount >= height, "a range that no tree is split into")
            subtrees.append(PerfectSubtree(height: height, ordinal: first >> UInt64(height)))
            first += 1 << UInt64(height)
        }
        return subtrees
    }

    /// The largest power of two below `count`, where RFC 6962 splits a tree of `count` leaves. For 2 and more.
    static func split(of count: UInt64) -> UInt64 {
        precondition(count > 1, "a leaf is not split")
        return 1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
