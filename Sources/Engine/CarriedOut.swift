internal import Events

/// What was carried out under callers' keys, for a day of the log's own time: whoever repeats a command later than that
/// means it anew.
struct CarriedOut {
    struct Entry {
        var content: [UInt8]
        var receipt: Receipt
        var at: Instant
    }

    private var entries: [[UInt8]: Entry] = [:]
    /// In the order of their times; those before `oldest` are gone.
    private var order: [(scope: [UInt8], at: Instant)] = []
    private var oldest = 0

    subscript(_ scope: [UInt8], at now: Instant) -> Entry? {
        guard let entry = entries[scope], now < entry.at.advanced(by: EngineLimits.keysKeptFor) else { return nil }
        return entry
    }

    /// Whether another key can be known. Keys whose day is over are forgotten by the next ``note(_:_:at:)``.
    func hasRoom(at now: Instant) -> Bool {
        if entries.count < EngineLimits.keysMax { return true }
        return oldest < order.count && isOver(order[oldest].at, now)
    }

    private func isOver(_ at: Instant, _ now: Instant) -> Bool { at.advanced(by: EngineLimits.keysKeptFor) <= now }

    mutating func note(_ key: CallerKey, _ receipt: Receipt, at now: Instant) {
        while oldest < order.count, isOver(order[oldest].at, now) {
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
