package import Bytes
package import CommitLog

/// Where some of a segment's frames begin: at most one for every 64 KiB of file.
package struct SparseIndex: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package static let byteCount = 20
        package var sequence: UInt64
        package var offset: UInt32
        package var time: Int64
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    /// Notes a frame of records if it lies far enough behind the last one noted. Frames come in order.
    package mutating func note(_ header: FrameHeader) {
        guard header.kind == .records else { return }
        if let last = entries.last, Int(header.offset) - Int(last.offset) < Limits.indexEveryBytes { return }
        entries.append(Entry(sequence: header.firstSequence, offset: header.offset, time: header.time))
    }

    /// The offset of the last noted frame that begins at or before `sequence`; nil if there is none.
    package func offset(before sequence: SequenceNumber) -> UInt32? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].sequence <= sequence.value { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : entries[low - 1].offset
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: UInt32(entries.count))
        for entry in entries {
            bytes.append(littleEndian: entry.sequence)
            bytes.append(littleEndian: entry.offset)
            bytes.append(littleEndian: entry.time)
        }
    }

    package init(decoding reader: inout ByteReader) throws(FormatError) {
        guard let count = reader.uint32(), Int(count) * Entry.byteCount <= reader.remaining else {
            throw .field("index")
        }
        entries.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let sequence = reader.uint64(), let offset = reader.uint32(), let time = reader.uint64(),
                entries.last.map({ $0.offset < offset && $0.sequence < sequence }) ?? true
            else { throw .field("index") }
            entries.append(Entry(sequence: sequence, offset: offset, time: Int64(bitPattern: time)))
        }
    }
}
