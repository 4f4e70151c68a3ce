/// The blocks of the device that one file holds. Claimed ones are held before anything is written to them.
struct ClaimedSpace: Sendable {
    static let blockByteCount = 4096

    /// Every block below this is held.
    private(set) var prefix = 0
    /// Blocks at or past the prefix that were written.
    private var others: Set<Int> = []

    var byteCount: Int { (prefix + others.count) * Self.blockByteCount }

    static func blocks(of range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return range.lowerBound / blockByteCount..<(range.upperBound - 1) / blockByteCount + 1
    }

    func holds(_ block: Int) -> Bool { block < prefix || others.contains(block) }

    /// How many bytes of `range`, from its start, fit when `free` bytes may still be taken.
    func fit(_ range: Range<Int>, free: Int) -> Int {
        var blocksLeft = free / Self.blockByteCount
        for block in Self.blocks(of: range) where !holds(block) {
            if blocksLeft == 0 { return max(0, block * Self.blockByteCount - range.lowerBound) }
            blocksLeft -= 1
        }
        return range.count
    }

    mutating func take(_ range: Range<Int>) {
        for block in Self.blocks(of: range) where block >= prefix { others.insert(block) }
    }

    /// What claiming the first `byteCount` bytes would take in addition.
    func missing(upTo byteCount: Int) -> Int {
        let blocks = Self.blocks(of: 0..<byteCount).count
        guard blocks > prefix else { return 0 }
        return (blocks - prefix - others.count { $0 < blocks }) * Self.blockByteCount
    }

    mutating func claim(upTo byteCount: Int) {
        let blocks = Self.blocks(of: 0..<byteCount).count
        guard blocks > prefix else { return }
        prefix = blocks
        others = others.filter { $0 >= blocks }
    }

    mutating func release(from byteCount: Int) {
        let blocks = Self.blocks(of: 0..<byteCount).count
        prefix = min(prefix, blocks)
        others = others.filter { $0 < blocks }
    }
}
