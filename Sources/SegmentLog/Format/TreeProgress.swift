package import Bytes
package import Merkle

/// How far hashing has come, as marks and footers store it.
///
/// ```
///  0  8  size             leaves hashed: the records 1 to size; 0 in a log without evidence
///  8  1  frontier count   bits set in size
///  9  32 each             roots of the perfect subtrees of a tree of `size` leaves, left to right
///  .  8  firstBlock       index of the first block below
///  .  4  block count
///  .  32 each             roots of the perfect subtrees of 4,096 leaves, consecutive, that were completed since
///                         the mark before in this segment (in a footer: in this segment)
/// ```
package struct TreeProgress: Hashable, Sendable {
    package var frontier: Frontier
    package var firstBlock: UInt64
    package var blocks: [NodeHash]

    package var size: UInt64 { frontier.size.rawValue }

    package static let empty = TreeProgress(frontier: Frontier(), firstBlock: 0, blocks: [])

    package var byteCount: Int { 21 + (frontier.roots.count + blocks.count) * NodeHash.byteCount }

    package func append(to bytes: inout [UInt8]) {
        frontier.encode(to: &bytes)
        bytes.append(littleEndian: firstBlock)
        bytes.append(littleEndian: UInt32(blocks.count))
        for block in blocks { block.append(to: &bytes) }
    }

    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        append(to: &bytes)
        return bytes
    }

    package init(frontier: Frontier, firstBlock: UInt64, blocks: [NodeHash]) {
        self.frontier = frontier
        self.firstBlock = firstBlock
        self.blocks = blocks
    }

    package init(decoding reader: inout ByteReader) throws(FormatError) {
        guard let size = reader.uint64(), let count = reader.uint8(), Int(count) == size.nonzeroBitCount,
            let roots = reader.array(Int(count) * NodeHash.byteCount),
            let firstBlock = reader.uint64(), let blockCount = reader.uint32(),
            Int(blockCount) <= Limits.footerBytesMax / NodeHash.byteCount,
            let blocks = reader.array(Int(blockCount) * NodeHash.byteCount)
        else { throw .field("hashing progress") }
        var encoded: [UInt8] = []
        encoded.append(littleEndian: size)
        encoded.append(count)
        encoded += roots
        do throws(MerkleError) {
            frontier = try Frontier(decoding: encoded.bytes)
        } catch { throw .field("frontier") }
        self.firstBlock = firstBlock
        let span = blocks.bytes
        self.blocks = (0..<Int(blockCount)).map { NodeHash(span, at: $0 * NodeHash.byteCount) }
    }
}
