internal import Seeds

extension Volume {
    /// Leaves what a power loss leaves.
    mutating func crash(_ random: inout SplitMix64) {
        var names: [NodeID: [String: NodeID]] = [:]
        for directory in directories.keys.sorted() { names[directory] = directories[directory]!.survivors(&random) }
        let current = currentPlaces()
        giveDirectoriesOneParent(&names, current)
        keepMovedNodes(&names, current)
        for (directory, entries) in names { directories[directory]!.settle(on: entries) }
        openCounts.removeAll()
        dropUnreachable()
        for file in files.keys.sorted() { files[file]!.crash(&random) }
    }

    /// A rename is atomic: one of the two names, or both, are left with what was moved, never none. So what had
    /// a durable path and has a path now keeps one.
    private func keepMovedNodes(_ names: inout [NodeID: [String: NodeID]], _ current: [NodeID: Place]) {
        func restore(_ node: NodeID) {
            guard let place = current[node] else { return }
            names[place.directory]![place.name] = node
            if directories[node] != nil { Self.unlink(node, but: place, in: &names) }
            restore(place.directory)
        }
        let named = Self.reachable(directories.mapValues(\.durable)).filter { current[$0] != nil }.sorted()
        // Restoring a name may take it from another node, which then needs its own. Each round gives at least one
        // more name what it has now, so the rounds end.
        while true {
            let reached = Self.reachable(names)
            guard let lost = named.first(where: { !reached.contains($0) }) else { return }
            restore(lost)
        }
    }

    /// Whatever moves of a directory were half done, it has one parent.
    private func giveDirectoriesOneParent(_ names: inout [NodeID: [String: NodeID]], _ current: [NodeID: Place]) {
        for node in directories.keys.sorted() {
            let places = Self.places(of: node, in: names)
            guard places.count > 1 else { continue }
            let kept = places.first { $0 == current[node] } ?? places[0]
            Self.unlink(node, but: kept, in: &names)
        }
    }

    private static func places(of node: NodeID, in names: [NodeID: [String: NodeID]]) -> [Place] {
        names.flatMap { parent, entries in
            entries.filter { $0.value == node }.map { Place(directory: parent, name: $0.key) }
        }
        .sorted { ($0.directory, $0.name) < ($1.directory, $1.name) }
    }

    private static func unlink(_ node: NodeID, but kept: Place, in names: inout [NodeID: [String: NodeID]]) {
        for place in places(of: node, in: names) where place != kept { names[place.directory]![place.name] = nil }
    }

    /// One place of each node that the tree has now.
    private func currentPlaces() -> [NodeID: Place] {
        var places: [NodeID: Place] = [:]
        func walk(_ directory: NodeID) {
            for (name, node) in directories[directory]!.entries.sorted(by: { $0.key < $1.key }) {
                places[node] = Place(directory: directory, name: name)
                if directories[node] != nil { walk(node) }
            }
        }
        walk(Self.root)
        return places
    }

    private static func reachable(_ names: [NodeID: [String: NodeID]]) -> Set<NodeID> {
        var reached: Set<NodeID> = []
        var next = [root]
        while let node = next.popLast() {
            guard reached.insert(node).inserted else { continue }
            if let entries = names[node] { next += entries.values }
        }
        return reached
    }

    private mutating func dropUnreachable() {
        let reached = Self.reachable(directories.mapValues(\.entries))
        directories = directories.filter { reached.contains($0.key) }
        files = files.filter { reached.contains($0.key) }
        for file in files.keys { files[file]!.linkCount = 0 }
        for directory in directories.values {
            for node in directory.entries.values { files[node]?.linkCount += 1 }
        }
    }
}
