internal import Storage

/// A disk with the kernel's view of it: a tree of names over files. A value; a copy is a snapshot, and costs
/// little until one of the two is changed. It knows neither processes nor faults.
struct Volume: Sendable {
    static let root: NodeID = 0

    let unitByteCount: Int
    /// Bytes that files may hold in all. Nil: as many as they like.
    var capacity: Int?
    var files: [NodeID: FileNode] = [:]
    var directories: [NodeID: DirectoryNode] = [root: DirectoryNode()]
    /// How many openings each file has; a file without a name lives on while it is open.
    var openCounts: [NodeID: Int] = [:]
    private var nextNode: NodeID = root + 1

    init(unitByteCount: Int, capacity: Int?) {
        self.unitByteCount = unitByteCount
        self.capacity = capacity
    }

    var freeByteCount: Int {
        guard let capacity else { return .max }
        let used = files.reduce(0) { sum, file in
            file.value.linkCount > 0 || openCounts[file.key] != nil ? sum + file.value.space.byteCount : sum
        }
        return max(0, capacity - used)
    }

    mutating func makeNode() -> NodeID {
        defer { nextNode += 1 }
        return nextNode
    }
}

/// Where a name is, whether or not it stands for something.
struct Place: Sendable, Hashable {
    var directory: NodeID
    var name: String
}

// Paths. Every one begins at the root; there is no current directory.
extension Volume {
    func place(_ path: String, _ operation: FileError.Operation) throws(FileError) -> Place? {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." { _ = components.popLast() } else { components.append(component) }
        }
        guard let name = components.popLast() else { return nil }
        var directory = Self.root
        for component in components {
            guard let next = directories[directory]![String(component)] else {
                throw FileError(operation, path, .notFound)
            }
            guard directories[next] != nil else { throw FileError(operation, path, .other(Errno.notDirectory)) }
            directory = next
        }
        return Place(directory: directory, name: String(name))
    }

    func node(at place: Place) -> NodeID? { directories[place.directory]![place.name] }

    func directory(_ path: String, _ operation: FileError.Operation) throws(FileError) -> NodeID {
        guard let place = try place(path, operation) else { return Self.root }
        guard let node = node(at: place) else { throw FileError(operation, path, .notFound) }
        guard directories[node] != nil else { throw FileError(operation, path, .other(Errno.notDirectory)) }
        return node
    }

    /// The place of a file and the file, if there is one.
    func file(_ path: String, _ operation: FileError.Operation) throws(FileError) -> (Place, NodeID?) {
        guard let place = try place(path, operation) else {
            throw FileError(operation, path, .other(Errno.isDirectory))
        }
        let node = node(at: place)
        if let node, directories[node] != nil { throw FileError(operation, path, .other(Errno.isDirectory)) }
        return (place, node)
    }

    /// The paths of all files, sorted.
    var paths: [String] {
        var found: [String] = []
        func walk(_ directory: NodeID, _ prefix: String) {
            for (name, node) in directories[directory]!.entries {
                if directories[node] != nil { walk(node, prefix + name + "/") } else { found.append(prefix + name) }
            }
        }
        walk(Self.root, "/")
        return found.sorted()
    }
}

// Names.
extension Volume {
    mutating func makeFile(at place: Place) -> NodeID {
        let node = makeNode()
        files[node] = FileNode(unitByteCount: unitByteCount)
        link(node, at: place)
        return node
    }

    mutating func makeDirectory(_ path: String) throws(FileError) {
        guard let place = try place(path, .makeDirectory), node(at: place) == nil else {
            throw FileError(.makeDirectory, path, .exists)
        }
        let node = makeNode()
        directories[node] = DirectoryNode()
        link(node, at: place)
    }

    mutating func remove(_ path: String) throws(FileError) {
        let (place, node) = try file(path, .remove)
        guard node != nil else { throw FileError(.remove, path, .notFound) }
        link(nil, at: place)
    }

    mutating func removeDirectory(_ path: String) throws(FileError) {
        func refuse(_ code: FileError.Code) -> FileError { FileError(.remove, path, code) }
        guard let place = try place(path, .remove) else { throw refuse(.other(Errno.busy)) }
        guard let node = node(at: place) else { throw refuse(.notFound) }
        guard let directory = directories[node] else { throw refuse(.other(Errno.notDirectory)) }
        guard directory.entries.isEmpty else { throw refuse(.other(Errno.notEmpty)) }
        link(nil, at: place)
    }

    mutating func rename(_ sourcePath: String, to targetPath: String) throws(FileError) {
        func refuse(_ code: FileError.Code) -> FileError { FileError(.rename, sourcePath, code) }
        func place(_ path: String) throws(FileError) -> Place {
            do {
                if let place = try self.place(path, .rename) { return place }
            } catch {
                throw refuse(error.code)
            }
            throw refuse(.other(Errno.invalid))
        }
        let source = try place(sourcePath)
        let target = try place(targetPath)
        guard let moved = node(at: source) else { throw refuse(.notFound) }
        let replaced = node(at: target)
        // Two names of one file: POSIX has nothing to do and leaves both.
        if moved == replaced { return }
        if directories[moved] != nil && contains(moved, target.directory) { throw refuse(.other(Errno.invalid)) }
        if let replaced {
            switch (directories[moved] != nil, directories[replaced]) {
            case (true, nil): throw refuse(.other(Errno.notDirectory))
            case (false, .some): throw refuse(.other(Errno.isDirectory))
            case (true, let directory?) where !directory.entries.isEmpty: throw refuse(.other(Errno.notEmpty))
            default: break
            }
        }
        link(moved, at: target)
        link(nil, at: source)
    }

    mutating func syncDirectory(_ path: String) throws(FileError) {
        let node = try directory(path, .syncDirectory)
        directories[node]!.sync()
        sweep()
    }

    /// Whether `node` is `directory` or below it.
    private func contains(_ directory: NodeID, _ node: NodeID) -> Bool {
        node == directory
            || directories[directory]!.entries.values.contains { child in
                directories[child] != nil && contains(child, node)
            }
    }

    /// Gives a name to a node, or to none, instead of what had it.
    mutating func link(_ node: NodeID?, at place: Place) {
        if let old = directories[place.directory]![place.name] { files[old]?.linkCount -= 1 }
        directories[place.directory]![place.name] = node
        if let node { files[node]?.linkCount += 1 }
    }

    /// Drops files that no name and no opening leads to, not even after a power loss.
    mutating func sweep() {
        guard files.values.contains(where: { $0.linkCount == 0 }) else { return }
        let possible = directories.values.reduce(into: Set<NodeID>()) { $0.formUnion($1.possible) }
        for (node, file) in files where file.linkCount == 0 && openCounts[node] == nil && !possible.contains(node) {
            files[node] = nil
        }
    }
}
