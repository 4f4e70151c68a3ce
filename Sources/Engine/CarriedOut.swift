internal import Events

/// What was carried out under callers' keys, for a day of the log's own time: whoever repeats a command later than that
/// means it anew.
struct CarriedOut {
    struct Entry {
        var content: [UInt8]
        var receipt: Receipt
        var at: Instant
    }

    static let keptFor = Duration.seconds(24 * 3_600)

    private var entries: [[UInt8]: Entry] = [:]
    /// In the order of their times; those before `oldest` are gone.
    private var order: [(scope: [UInt8], at: Instant)] = []
    private var oldest = 0

    subscript(_ scope: [UInt8], at now: Instant) -> Entry? {
        guard let entry = entries[scope], now < entry.at.advanced(by: Self.keptFor) else { return nil }
        return entry
    }

    mutating func note(_ key: CallerKey, _ receipt: Receipt, at now: Instant) {
        while oldest < order.count, order[oldest].at.advanced(by: Self.keptFor) <= now {
            let (scope, at) = order[oldest]
            if entries[scope]?.at == at { entries[scope] = nil }
            oldest += 1
        }
        if oldest > order.count / 2 {
            order.removeFirst(oldest)
            oldest = 0
        }
        entries[key.scope] = Entry(content: key.content, receipt: receipt, at: now)
        order.append((key.scope, now))
    }
}
