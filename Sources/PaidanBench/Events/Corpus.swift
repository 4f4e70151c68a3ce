internal import Bytes
package import CommitLog

/// Events made before anything is measured, so that making them is nobody's cost.
package struct Corpus: Sendable {
    package enum Shape: Sendable, Hashable {
        /// 125 bytes, with a caller's key and text.
        case full
        /// Changes of state only, about 25 bytes.
        case status
    }

    private let bytes: [UInt8]
    private let ends: [UInt32]
    private let tickets: [UInt64]
    private let kinds: [UInt8]

    package init(_ shape: Shape, count: Int, seed: UInt64) {
        var generator = EventGenerator(seed: seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * (shape == .full ? Event.byteCount : 28))
        var ends: [UInt32] = []
        var tickets: [UInt64] = []
        var kinds: [UInt8] = []
        for _ in 0..<count {
            let event = generator.next()
            if shape == .full { event.appendEncoded(to: &bytes) } else { event.appendStatus(to: &bytes) }
            ends.append(UInt32(bytes.count))
            tickets.append(event.ticket)
            kinds.append(UInt8(event.kind))
        }
        self.bytes = bytes
        self.ends = ends
        self.tickets = tickets
        self.kinds = kinds
    }

    var count: Int { ends.count }
    package var byteCount: Int { bytes.count }

    /// Calls `body` with an event's bytes. Numbers past the last event begin again with the first.
    package func withBody<Result, Failure: Error>(
        _ number: Int, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let index = number % count
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return try body(bytes.bytes.extracting(start..<Int(ends[index])))
    }

    /// `count` records from `number` on, as an append takes them: each with its type and its ticket as subject.
    package func batch(from number: Int, count: Int) throws(CommitLogError) -> RecordBatch {
        var batch = RecordBatch()
        batch.reserve(byteCount: count * (bytes.count / ends.count + 12))
        for offset in number..<number + count {
            let index = offset % ends.count
            try withBody(offset) { (body) throws(CommitLogError) in
                try batch.append(body, type: UInt32(kinds[index]), subjects: [tickets[index]])
            }
        }
        return batch
    }

    /// The same events as JSON lines.
    package static func jsonLines(_ shape: Shape, count: Int, seed: UInt64) -> [UInt8] {
        var generator = EventGenerator(seed: seed)
        var lines: [UInt8] = []
        for _ in 0..<count { generator.next().appendJSON(hasText: shape == .full, to: &lines) }
        return lines
    }
}
