internal import Events

/// A ticket that is not closed.
struct OpenTicket: Sendable {
    let ordinal: UInt64
    let number: String
    let rules: PolicyRules
    let region: String
    /// The number of what its category asks for; nil for nothing.
    var skill: Int?
    var priority = Priority.medium
    var lifeCycle = LifeCycle.waiting
    var stage = ""
    /// 0 for nobody.
    var holder: UInt64 = 0
    var isQueued = false
    var isInReview = false
    /// The best first.
    var proposed: [UInt64] = []
    /// 0 for nobody.
    var requested: UInt64 = 0
    /// Who would not have it in this cycle.
    var passedBy: [Passed] = []
    /// Offers in a row that nobody accepted, since somebody last saw to it.
    var offersUnanswered: UInt64 = 0
    var cycle: UInt64 = 1
    var isGraded = false
    var isSurveyed = false
    var clocks: [ClockRecord] = []
    /// One bit a deadline: what starts it has happened, and nothing that stops it, whether or not it runs.
    var begun: UInt64 = 0
    /// Somebody could have taken it, which was reported.
    var isReported = false

    /// Whether an agent who passed it by may not be offered it yet.
    /// - Parameters:
    ///   - atLeast: whoever it is offered to by hand waits no longer than after a first time.
    ///   - isConfirming: whether a dispatcher confirms each offer.
    func excludes(_ agent: UInt64, at instant: Instant, atLeast: Bool, isConfirming: Bool) -> Bool {
        guard let passed = passedBy.first(where: { $0.agent == agent }) else { return false }
        if atLeast { return instant < passed.first }
        let isUsedUp = !isConfirming && offersUnanswered >= rules.offersMax ?? .max
        return isUsedUp || instant < passed.until
    }
}

/// An agent who declined a ticket, let its offer run out, or had it taken away.
struct Passed: Sendable {
    let agent: UInt64
    var times: UInt64
    /// When it might be offered to them again after a first time,
    var first: Instant
    /// and after so many.
    var until: Instant
}

/// A deadline that was started and not stopped.
struct ClockRecord: Sendable {
    /// The place in the policy.
    let deadline: Int
    var dueAt: Instant
    var warnAt: Instant?
    var isPaused = false
    var isOver = false
    /// Since it was started or moved.
    var warnings = 0
    /// When it was last changed.
    var setAt: Instant

    /// When it fires next.
    var next: Instant? { isPaused || isOver ? nil : min(warnAt ?? dueAt, dueAt) }
}

/// The tickets that are open, each in a slot of its own while it is.
struct OpenTickets: Sendable {
    private var slots: [OpenTicket] = []
    private var places: [UInt64: Int] = [:]

    var count: Int { places.count }

    func slot(_ ordinal: UInt64) -> Int? { places[ordinal] }

    subscript(_ slot: Int) -> OpenTicket {
        _read { yield slots[slot] }
        _modify { yield &slots[slot] }
    }

    mutating func add(_ ticket: OpenTicket) -> Int {
        places[ticket.ordinal] = slots.count
        slots.append(ticket)
        return slots.count - 1
    }

    /// The last one takes its place: slots are good until a ticket closes.
    mutating func remove(_ ordinal: UInt64) {
        guard let slot = places.removeValue(forKey: ordinal), let last = slots.popLast() else { return }
        guard slot < slots.count else { return }
        slots[slot] = last
        places[last.ordinal] = slot
    }
}
