/// Who leads, below each node of a complete binary tree over a list's slots.
///
/// A key is the most that a member can score, above; and below, for equals, the complement of the ordinal, so that the
/// larger key belongs to whoever comes first. 0 is nobody.
struct Tournament: Sendable {
    /// The root is at 1, the leaves are the second half. Empty until somebody takes part.
    private(set) var nodes: [UInt64] = []

    static func key(score: UInt64, agent: Int) -> UInt64 { score << 32 | UInt64(~UInt32(agent)) }

    /// Gives a slot of a list with so many leaves a key. O(log n), and less where nothing changes above.
    mutating func set(_ slot: Int, _ key: UInt64, leaves: Int) {
        if nodes.isEmpty {
            guard key != 0 else { return }
            nodes = [UInt64](repeating: 0, count: 2 * leaves)
        }
        var node = leaves + slot
        guard nodes[node] != key else { return }
        nodes[node] = key
        while node > 1 {
            node /= 2
            let larger = max(nodes[2 * node], nodes[2 * node + 1])
            guard nodes[node] != larger else { return }
            nodes[node] = larger
        }
    }

    /// Follows its list, so that the same node stands for the same slots in all trees.
    mutating func grow(to leaves: Int) {
        guard !nodes.isEmpty, nodes.count < 2 * leaves else { return }
        var grown = [UInt64](repeating: 0, count: 2 * leaves)
        let old = nodes.count / 2
        for slot in 0..<old { grown[leaves + slot] = nodes[old + slot] }
        for node in (1..<leaves).reversed() { grown[node] = max(grown[2 * node], grown[2 * node + 1]) }
        nodes = grown
    }
}
