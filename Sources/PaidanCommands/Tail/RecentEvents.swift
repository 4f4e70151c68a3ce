internal import Bytes
internal import Events

/// The last events of a log that match, as their bytes: they are rendered when the names are known that they have now.
struct RecentEvents {
    struct Kept {
        var sequence: UInt64
        var type: EventType
        var body: [UInt8]
    }

    private let limit: Int
    private var kept: [Kept] = []
    /// Where the next one goes, once there are as many as may be.
    private var oldest = 0

    init(_ limit: Int) { self.limit = limit }

    /// Cost: one copy of the body, into memory that is there once the ring is full.
    mutating func add(_ body: RawSpan, type: EventType, sequence: UInt64) {
        guard limit > 0 else { return }
        if kept.count < limit {
            kept.append(Kept(sequence: sequence, type: type, body: body.array))
            return
        }
        kept[oldest].sequence = sequence
        kept[oldest].type = type
        kept[oldest].body.removeAll(keepingCapacity: true)
        kept[oldest].body.append(body)
        oldest = (oldest + 1) % limit
    }

    /// The oldest first.
    var inOrder: [Kept] { Array(kept[oldest...] + kept[..<oldest]) }
}
