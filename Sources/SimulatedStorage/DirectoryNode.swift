internal import Seeds

/// A node's number. Never used twice in the life of a volume.
typealias NodeID = Int

/// A directory: the names it has, those that are durable, and every change between.
struct DirectoryNode: Sendable {
    private struct Change: Sendable {
        var name: String
        var node: NodeID?
    }

    private(set) var entries: [String: NodeID] = [:]
    private(set) var durable: [String: NodeID] = [:]
    private var unsynced: [Change] = []

    subscript(name: String) -> NodeID? {
        get { entries[name] }
        set {
            entries[name] = newValue
            unsynced.append(Change(name: name, node: newValue))
        }
    }

    mutating func sync() {
        durable = entries
        unsynced.removeAll()
    }

    /// What a power loss would leave, each name for itself.
    func survivors(_ random: inout SplitMix64) -> [String: NodeID] {
        guard !unsynced.isEmpty else { return durable }
        var left = durable
        for index in Survival.draw(&random).choose(among: unsynced.map(\.name), &random) {
            left[unsynced[index].name] = unsynced[index].node
        }
        return left
    }

    mutating func settle(on names: [String: NodeID]) {
        entries = names
        sync()
    }
}

extension DirectoryNode {
    /// Every node that a name may lead to, now or after a power loss.
    var possible: Set<NodeID> {
        Set(entries.values).union(durable.values).union(unsynced.compactMap(\.node))
    }
}

extension DirectoryNode {
    /// Makes what one name stands for durable, and nothing else.
    mutating func settle(_ name: String) {
        durable[name] = entries[name]
        unsynced.removeAll { $0.name == name }
    }
}
