internal import Seeds

/// A file as the kernel and the device see it: what reads give, what is durable, and every change between.
struct FileNode: Sendable {
    private enum Change: Sendable {
        case unit(Int, SparseBytes.Unit)
        case size(Int)

        /// -1 stands for the size.
        var place: Int {
            switch self {
            case .unit(let index, _): index
            case .size: -1
            }
        }
    }

    /// What reads give. Invariant: zero from `size` on.
    private(set) var content: SparseBytes
    private(set) var size = 0
    private(set) var space = ClaimedSpace()
    /// How many names it has now.
    var linkCount = 0
    /// Whether it was ever mapped. Nothing is promised about such a file after a power loss.
    var isPage = false

    private var durable: SparseBytes
    private var durableSize = 0
    private var durableSpace = ClaimedSpace()
    private var unsynced: [Change] = []
    /// Changes that a failed sync dropped: reads still give them, no later sync makes them durable.
    private var forgotten: [Change] = []

    init(unitByteCount: Int) {
        content = SparseBytes(unitByteCount: unitByteCount)
        durable = content
    }
}

extension FileNode {
    mutating func write(_ bytes: RawSpan, at offset: Int) {
        // Where a sync has failed, what is durable may be something else than the zeros that reads give.
        content.write(bytes, at: offset, namesZeros: !forgotten.isEmpty) { unsynced.append(.unit($0, $1)) }
        space.take(offset..<offset + bytes.byteCount)
        resize(to: max(size, offset + bytes.byteCount))
    }

    /// Lets the size grow as if something had been written there.
    mutating func extend(to byteCount: Int) { resize(to: max(size, byteCount)) }

    mutating func truncate(to byteCount: Int) {
        if byteCount < size {
            content.clear(from: byteCount) { unsynced.append(.unit($0, $1)) }
            space.release(from: byteCount)
        }
        resize(to: byteCount)
    }

    mutating func allocate(_ byteCount: Int) {
        space.claim(upTo: byteCount)
        extend(to: byteCount)
    }

    private mutating func resize(to byteCount: Int) {
        guard byteCount != size else { return }
        size = byteCount
        unsynced.append(.size(byteCount))
    }

    /// Changes what reads give and nothing else, as a store through a mapping does.
    mutating func poke(_ bytes: RawSpan, at offset: Int) {
        content.write(bytes, at: offset) { _, _ in }
    }
}

extension FileNode {
    mutating func sync() {
        var isSynced: Set<Int> = []
        for change in unsynced {
            switch change {
            case .unit(let index, _): durable[index] = content[index]
            case .size: durableSize = size
            }
            if !forgotten.isEmpty { isSynced.insert(change.place) }
        }
        // A unit is written whole, with what an earlier sync had dropped of it.
        forgotten.removeAll { isSynced.contains($0.place) }
        unsynced.removeAll()
        durableSpace = space
    }

    /// A sync that fails as it does on Linux: the pages count as clean, whatever became of them.
    mutating func forget() {
        forgotten += unsynced
        unsynced.removeAll()
    }

    /// Makes everything durable, also what was forgotten.
    mutating func settle() {
        unsynced = forgotten + unsynced
        forgotten.removeAll()
        sync()
    }

    /// Leaves what a power loss leaves.
    mutating func crash(_ random: inout SplitMix64) {
        let changes = forgotten + unsynced
        let survival = changes.isEmpty ? .nothing : Survival.draw(&random)
        let (latest, latestSize) = (content, size)
        size = durableSize
        for index in survival.choose(among: changes.map(\.place), &random) {
            switch changes[index] {
            case .unit(let unit, let bytes): durable[unit] = bytes
            case .size(let byteCount): size = byteCount
            }
        }
        durable.clear(from: size) { _, _ in }
        content = durable
        durableSize = size
        if size != latestSize { space = durableSpace }
        for unit in content.unitsInUse(from: 0) {
            space.take(unit * content.unitByteCount..<(unit + 1) * content.unitByteCount)
        }
        durableSpace = space
        unsynced.removeAll()
        forgotten.removeAll()
        if isPage { scramble(latest, &random) }
    }

    /// Zeros, the last content or garbage: pages are written back when the kernel likes.
    private mutating func scramble(_ latest: SparseBytes, _ random: inout SplitMix64) {
        switch random.below(3) {
        case 0: content = SparseBytes(unitByteCount: content.unitByteCount)
        case 1: content.write(random.bytes(size).rawSpan, at: 0) { _, _ in }
        default: content = latest
        }
        content.clear(from: size) { _, _ in }
        durable = content
    }
}
