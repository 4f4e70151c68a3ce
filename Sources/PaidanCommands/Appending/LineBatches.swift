internal import Bytes
package import CommitLog

/// Lines as batches, in order, each of as many lines as its bytes allow.
package struct LineBatches {
    private let bytesMax: Int
    private var full: [RecordBatch] = []
    private var open = RecordBatch()

    /// What a record of a line takes besides the line: its length, type and subject count.
    private static let overheadBytesMax = 4 + 1 + 1

    /// - Parameter bytesMax: of a batch with several lines; a longer line is a batch of its own.
    package init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// - Parameter byteCount: how many bytes of lines are about to be added.
    package mutating func reserve(byteCount: Int) {
        // Short lines take two bytes more than they had, less their newline.
        open.reserve(byteCount: min(byteCount * 3 / 2, bytesMax))
    }

    package mutating func add(_ line: RawSpan) throws(CommitLogError) {
        if !open.isEmpty, open.bytes.count + line.byteCount + Self.overheadBytesMax > bytesMax {
            full.append(open)
            open = RecordBatch()
        }
        try open.append(line)
    }

    /// All batches so far, none of them empty.
    package mutating func takeAll() -> [RecordBatch] {
        defer {
            full = []
            open = RecordBatch()
        }
        return open.isEmpty ? full : full + [open]
    }
}
