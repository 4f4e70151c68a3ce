/// Who leads, below each node of a tree over a list's slots, ``arity`` to a node.
///
/// A key is the most that a member can score, above; and below, for equals, the complement of the ordinal, so that the
/// larger key belongs to whoever comes first. 0 is nobody.
struct Tournament: Sendable {
    /// The root is at 0, the children of `n` from ``arity`` · n + 1 on; the last ones are the slots, as far as any took
    /// part.
    private(set) var nodes: [UInt64] = []
    /// Of the first slot. Slots have as many levels of nodes above as they need.
    private(set) var firstLeaf = 0
    private var leaves: Int { (Self.arity - 1) * firstLeaf + 1 }

    /// So that siblings are one look into memory.
    static let arity = 8

    static func key(score: UInt64, agent: Int) -> UInt64 { score << 32 | UInt64(~UInt32(agent)) }

    /// The children of a node, as far as there are any.
    func children(of node: Int) -> Range<Int> {
        let first = Self.arity * node + 1
        return min(first, nodes.count)..<min(first + Self.arity, nodes.count)
    }

    /// Gives a slot a key. O(log n), and less where nothing changes above.
    mutating func set(_ slot: Int, _ key: UInt64) {
        if firstLeaf + slot >= nodes.count || slot >= leaves {
            guard key != 0 else { return }
            makeRoom(for: slot)
        }
        var node = firstLeaf + slot
        guard nodes[node] != key else { return }
        nodes[node] = key
        while node > 0 {
            node = (node - 1) / Self.arity
            let best = best(of: node)
            guard nodes[node] != best else { return }
            nodes[node] = best
        }
    }

    private func best(of node: Int) -> UInt64 {
        var best: UInt64 = 0
        for child in children(of: node) { best = max(best, nodes[child]) }
        return best
    }

    /// Another level where the levels are too few; O(n) then, and O(log n) of the slots taken in one after another.
    private mutating func makeRoom(for slot: Int) {
        if slot >= leaves {
            let old = nodes.dropFirst(firstLeaf)
            while slot >= leaves { firstLeaf = Self.arity * firstLeaf + 1 }
            nodes = [UInt64](repeating: 0, count: firstLeaf) + old
            for node in (0..<firstLeaf).reversed() { nodes[node] = best(of: node) }
        }
        while nodes.count <= firstLeaf + slot { nodes.append(0) }
    }
}
