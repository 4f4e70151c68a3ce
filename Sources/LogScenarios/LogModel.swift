internal import Bytes
package import CommitLog
package import Merkle

/// What a log must hold, as its writer knows it: what was acknowledged, and behind it what was only tried.
package struct LogModel: Sendable {
    /// Type, subjects and body of each record that was acknowledged or seen in the log since.
    package private(set) var records: [[UInt8]] = []
    /// Appends that were neither acknowledged nor refused, in order: each may be there, if all before it are.
    package private(set) var tried: [[[UInt8]]] = []
    /// The tree over the first records, as far as it was asked for, and its roots at the sizes that were.
    private var frontier = Frontier()
    private var roots: [UInt64: NodeHash] = [:]

    package init() {}

    package var end: SequenceNumber { SequenceNumber(UInt64(records.count)) }

    package mutating func acknowledge(_ batch: RecordBatch) { records += batch.encodedRecords }

    package mutating func attempt(_ batch: RecordBatch) { tried.append(batch.encodedRecords) }

    /// Takes over what an opening found: `end` is the log's end.
    /// - Parameter forgets: whether the other appends are gone, or may still be there the next time.
    /// - Returns: how many of the tried appends were kept and lost; nil if the end is none that the log may have.
    package mutating func settle(at end: SequenceNumber, forgets: Bool = true) -> (kept: Int, lost: Int)? {
        var kept = 0
        while self.end < end, kept < tried.count {
            records += tried[kept]
            kept += 1
        }
        guard self.end == end else { return nil }
        let lost = tried.count - kept
        if forgets { tried = [] } else { tried.removeFirst(kept) }
        return (kept, lost)
    }

    /// Forgets records that a lying disk lost where nobody can see it.
    package mutating func forget(after end: SequenceNumber) {
        records.removeLast(records.count - Int(end.value))
        tried = []
        frontier = Frontier()
        roots = [:]
    }

    /// The root of the tree over the records up to `size`.
    package mutating func root(at size: UInt64) -> NodeHash {
        if let root = roots[size] { return root }
        if frontier.size.rawValue > size { frontier = Frontier() }
        for index in Int(frontier.size.rawValue)..<Int(size) { frontier.append(leaf: .leaf(records[index])) }
        let root = frontier.root()
        roots[size] = root
        return root
    }
}

extension RecordBatch {
    /// Type, subjects and body of each record.
    var encodedRecords: [[UInt8]] {
        var records: [[UInt8]] = []
        guard !isEmpty else { return records }
        RecordChunk(trusted: bytes, start: 0, first: .first, count: count, time: 0)
            .forEach { records.append($0.encoded.array) }
        return records
    }
}
