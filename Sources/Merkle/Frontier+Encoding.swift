extension Frontier {
    /// Size and count.
    static let headerByteCount = 9

    /// How many bytes ``encode(to:)`` appends: 9 to 2,057.
    public var encodedByteCount: Int { Frontier.headerByteCount + roots.count * NodeHash.byteCount }

    /// Appends the frontier as bytes:
    ///
    /// ```
    /// 0        8       9
    /// ├────────┼───────┼──────────────┄
    /// │ size   │ count │ roots, 32 bytes each, tallest first
    /// └────────┴───────┴──────────────┄
    ///   u64 LE   u8
    /// ```
    public func encode(to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: size.rawValue >> shift))
        }
        bytes.append(UInt8(roots.count))
        for root in roots { root.append(to: &bytes) }
    }

    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        encode(to: &bytes)
        return bytes
    }

    /// Reads what ``encode(to:)`` wrote. The count has to be that of the bits set in the size, and nothing may
    /// follow. There is no checksum: whoever stores a frontier protects it together with what lies beside it.
    public init(decoding bytes: RawSpan) throws(MerkleError) {
        guard bytes.byteCount >= Frontier.headerByteCount else {
            throw .frontierCutShort(byteCount: bytes.byteCount)
        }
        var size: UInt64 = 0
        for offset in stride(from: 7, through: 0, by: -1) { size = size << 8 | UInt64(bytes.byte(at: offset)) }
        let count = Int(bytes.byte(at: 8))
        guard count == size.nonzeroBitCount else {
            throw .frontierRootCount(expected: size.nonzeroBitCount, found: count)
        }
        let byteCount = Frontier.headerByteCount + count * NodeHash.byteCount
        guard bytes.byteCount == byteCount else {
            throw .frontierByteCount(expected: byteCount, found: bytes.byteCount)
        }
        let offsets = stride(from: Frontier.headerByteCount, to: byteCount, by: NodeHash.byteCount)
        self.init(size: TreeSize(size), roots: offsets.map { NodeHash(bytes, at: $0) })
    }
}
