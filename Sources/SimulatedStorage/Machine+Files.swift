internal import Seeds
internal import Storage

// What the calls of an open file do, and how they go wrong.
extension Machine {
    mutating func read(
        _ node: NodeID, into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64, _ fault: Fault?
    ) -> Int {
        let size = volume.files[node]!.size
        guard offset < UInt64(size) else { return 0 }
        var count = min(range.count, size - Int(offset))
        if fault == .short { count = shorten(count) }
        let place = range.lowerBound..<range.lowerBound + count
        volume.files[node]!.content.read(into: &buffer, range: place, at: Int(offset))
        if fault == .flipBit {
            noteFault()
            buffer[random.number(in: place)] ^= 1 << UInt8(random.below(8))
        }
        return count
    }

    mutating func write(
        _ node: NodeID, _ bytes: RawSpan, at offset: UInt64, _ path: String, _ fault: Fault?
    ) throws(FileError) -> Int {
        let start = try Int(fitting: offset, .write, path)
        let range = start..<start + bytes.byteCount
        var count = volume.files[node]!.space.fit(range, free: volume.freeByteCount)
        guard count > 0 else { throw FileError(.write, path, .noSpace) }
        if fault == .short { count = shorten(count) }
        let piece = bytes.extracting(first: count)
        switch fault {
        case .misdirect:
            misdirect(piece, from: node, start)
        case .flipBit:
            noteFault()
            var wrong = piece.array
            wrong[random.below(count)] ^= 1 << UInt8(random.below(8))
            volume.files[node]!.write(wrong.rawSpan, at: start)
        default:
            volume.files[node]!.write(piece, at: start)
        }
        return count
    }

    private mutating func shorten(_ count: Int) -> Int {
        guard count > 1 else { return count }
        noteFault()
        return random.number(in: 1..<count)
    }

    /// Puts `bytes` where something else is: at another 512-byte sector of any file, as far as that file goes, or
    /// nowhere if the disk is too small to have another. Where they belong, only the size changes.
    private mutating func misdirect(_ bytes: RawSpan, from node: NodeID, _ start: Int) {
        noteFault()
        volume.files[node]!.extend(to: start + bytes.byteCount)
        let sector = 512
        let within = start % sector
        let candidates = volume.files.keys.sorted().filter { volume.files[$0]!.size > within }
        for _ in 0..<16 where !candidates.isEmpty {
            let target = random.pick(candidates)
            let size = volume.files[target]!.size
            let landing = within + sector * random.below((size - within + sector - 1) / sector)
            if target == node && landing == start { continue }
            let count = min(bytes.byteCount, size - landing)
            return volume.files[target]!.write(bytes.extracting(first: count), at: landing)
        }
    }

    mutating func sync(_ node: NodeID, _ path: String, _ fault: Fault?) throws(FileError) {
        if fault == .forgetOnSync {
            noteFault()
            volume.files[node]!.forget()
            throw FileError(.sync, path, .io)
        }
        volume.files[node]!.sync()
    }

    mutating func allocate(_ node: NodeID, _ byteCount: UInt64, _ path: String) throws(FileError) {
        let end = try Int(fitting: byteCount, .allocate, path)
        let missing = volume.files[node]!.space.missing(upTo: end)
        guard missing <= volume.freeByteCount else { throw FileError(.allocate, path, .noSpace) }
        volume.files[node]!.allocate(end)
    }

    mutating func truncate(_ node: NodeID, to byteCount: UInt64, _ path: String) throws(FileError) {
        volume.files[node]!.truncate(to: try Int(fitting: byteCount, .truncate, path))
    }
}

// What the calls that name a file do.
extension Machine {
    mutating func open(_ path: String, _ mode: OpenMode) throws(FileError) -> (NodeID, handle: Int) {
        let (place, found) = try volume.file(path, .open)
        let node: NodeID
        switch (mode, found) {
        case (.read, nil), (.readWrite, nil): throw FileError(.open, path, .notFound)
        case (.create, .some), (.createPrivate, .some): throw FileError(.open, path, .exists)
        case (.create, nil), (.createPrivate, nil): node = volume.makeFile(at: place)
        case (.read, let found?), (.readWrite, let found?): node = found
        }
        return (node, openHandle(node))
    }

    mutating func lock(_ path: String, owner: String) throws(FileError) -> (NodeID, handle: Int) {
        let (place, found) = try volume.file(path, .lock)
        let node = found ?? volume.makeFile(at: place)
        if let held = locks[node] { throw FileError(.lock, path, .locked(owner: held.owner)) }
        volume.files[node]!.truncate(to: 0)
        volume.files[node]!.write(Array(owner.utf8).rawSpan, at: 0)
        return (node, takeLock(node, owner: owner))
    }

    func isLocked(_ path: String) throws(FileError) -> Bool {
        do {
            guard let node = try volume.file(path, .lock).1 else { return false }
            return locks[node] != nil
        } catch let error where error.code == .notFound {
            return false
        }
    }

    mutating func mapShared(_ path: String, byteCount: Int) throws(FileError) -> (NodeID, handle: Int) {
        let (place, found) = try volume.file(path, .map)
        let node = found ?? volume.makeFile(at: place)
        do {
            try allocate(node, UInt64(byteCount), path)
        } catch {
            throw FileError(.map, path, error.code)
        }
        volume.files[node]!.isPage = true
        return (node, openHandle(node))
    }

    mutating func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> (NodeID, handle: Int) {
        guard let node = try volume.file(path, .map).1, volume.files[node]!.size >= byteCount else {
            throw FileError(.map, path, .notFound)
        }
        return (node, openHandle(node))
    }
}

extension RawSpan {
    fileprivate var array: [UInt8] { unsafe withUnsafeBytes { unsafe [UInt8]($0) } }
}
