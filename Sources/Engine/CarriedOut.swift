internal import CommitLog
package import Events

/// What was carried out under callers' keys, for a day of the log's own time: whoever repeats a command later than that
/// means it anew. Of many keys the oldest are forgotten earlier: an account's own, and of all those of whoever. What is
/// known is a function of what was noted, in its order.
package struct CarriedOut {
    struct Entry {
        fileprivate var content: Half
        fileprivate var first: UInt64
        fileprivate var count: UInt32
        fileprivate var account: UInt64
        fileprivate var ticket: UInt64
        fileprivate var agent: UInt64
        fileprivate var at: Instant
    }

    /// Half a caller's key.
    fileprivate struct Half: Hashable {
        var high: UInt64
        var low: UInt64
    }

    /// One entry between its neighbours in time; -1 stands for none.
    private struct Link {
        var scope: Half
        var entry: Entry
        var (before, after): (Int32, Int32)
        var (ownBefore, ownAfter): (Int32, Int32)
    }

    private struct Queue {
        var (first, last): (Int32, Int32) = (-1, -1)
        var count = 0
    }

    private let countMax: Int
    private let ofAccountMax: Int
    private var places: [Half: Int32] = [:]
    private var links: [Link] = []
    private var free: [Int32] = []
    private var all = Queue()
    private var own: [UInt64: Queue] = [:]

    package init(countMax: Int = EngineLimits.keysMax, ofAccountMax: Int = EngineLimits.keysOfAccountMax) {
        precondition(countMax < Int32.max && ofAccountMax <= countMax, "32 bits name every entry")
        self.countMax = countMax
        self.ofAccountMax = ofAccountMax
    }

    package var count: Int { all.count }

    subscript(_ scope: [UInt8], at now: Instant) -> Entry? {
        guard let place = places[Half(scope)] else { return nil }
        let entry = links[Int(place)].entry
        return Self.isOver(entry.at, now) ? nil : entry
    }

    /// The events of what was carried out; nil where it is not known, or nothing came of it.
    package func sequences(_ scope: [UInt8], at now: Instant) -> ClosedRange<UInt64>? {
        self[scope, at: now]?.receipt.sequences.map { $0.lowerBound.value...$0.upperBound.value }
    }

    private static func isOver(_ at: Instant, _ now: Instant) -> Bool {
        at.advanced(by: EngineLimits.keysKeptFor) <= now
    }

    package mutating func note(_ key: CallerKey, of account: UInt64, _ receipt: Receipt, at now: Instant) {
        while all.first >= 0, Self.isOver(links[Int(all.first)].entry.at, now) { forget(all.first) }
        if let known = places[Half(key.scope)] { forget(known) }
        if let queue = own[account], queue.count >= ofAccountMax { forget(queue.first) }
        if all.count >= countMax { forget(all.first) }
        append(Half(key.scope), Entry(Half(key.content), receipt, of: account, at: now))
    }

    private mutating func append(_ scope: Half, _ entry: Entry) {
        var queue = own[entry.account] ?? Queue()
        let link = Link(
            scope: scope, entry: entry, before: all.last, after: -1, ownBefore: queue.last, ownAfter: -1)
        let place: Int32
        if let reused = free.popLast() {
            place = reused
            links[Int(place)] = link
        } else {
            place = Int32(links.count)
            links.append(link)
        }
        if all.last >= 0 { links[Int(all.last)].after = place } else { all.first = place }
        if queue.last >= 0 { links[Int(queue.last)].ownAfter = place } else { queue.first = place }
        (all.last, queue.last) = (place, place)
        all.count += 1
        queue.count += 1
        own[entry.account] = queue
        places[scope] = place
    }

    private mutating func forget(_ place: Int32) {
        let link = links[Int(place)]
        let account = link.entry.account
        guard var queue = own[account] else { preconditionFailure("an entry is in its account's queue") }
        if link.before >= 0 { links[Int(link.before)].after = link.after } else { all.first = link.after }
        if link.after >= 0 { links[Int(link.after)].before = link.before } else { all.last = link.before }
        let (ownBefore, ownAfter) = (link.ownBefore, link.ownAfter)
        if ownBefore >= 0 { links[Int(ownBefore)].ownAfter = ownAfter } else { queue.first = ownAfter }
        if ownAfter >= 0 { links[Int(ownAfter)].ownBefore = ownBefore } else { queue.last = ownBefore }
        all.count -= 1
        queue.count -= 1
        own[account] = queue.count == 0 ? nil : queue
        places[link.scope] = nil
        free.append(place)
    }
}

extension CarriedOut.Entry {
    fileprivate init(_ content: CarriedOut.Half, _ receipt: Receipt, of account: UInt64, at now: Instant) {
        self.content = content
        first = receipt.sequences?.lowerBound.value ?? 0
        count = receipt.sequences.map { UInt32($0.upperBound.value - $0.lowerBound.value + 1) } ?? 0
        self.account = account
        ticket = receipt.ticket?.rawValue ?? 0
        agent = receipt.agent?.rawValue ?? 0
        at = now
    }

    func hasContent(_ bytes: [UInt8]) -> Bool { CarriedOut.Half(bytes) == content }

    /// Without what is looked up each time.
    var receipt: Receipt {
        var receipt = Receipt()
        if count > 0 { receipt.sequences = SequenceNumber(first)...SequenceNumber(first + UInt64(count) - 1) }
        if ticket > 0 { receipt.ticket = TicketOrdinal(rawValue: ticket) }
        if agent > 0 { receipt.agent = AgentOrdinal(rawValue: agent) }
        return receipt
    }
}

extension CarriedOut.Half {
    fileprivate init(_ bytes: [UInt8]) {
        precondition(bytes.count == 16, "half a key")
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        high = number(bytes[..<8])
        low = number(bytes[8...])
    }
}
