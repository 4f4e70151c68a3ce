internal import Events

/// An agent, as far as the invariants go by it.
struct AgentRecord: Sendable {
    var identifier = ""
    /// Numbers, each once.
    var skills: [Int] = []
    /// Empty for all.
    var regions: [String] = []
    /// A number.
    var pool = 0
    var capacity: UInt64 = 0
    /// Tickets accepted and not resolved, and open offers.
    var open: UInt64 = 0
    var presence = Presence.offline
    /// When the agent last stopped being off line, for more than a moment.
    var signedInAt: Instant?
    var signedOutAt: Instant?
    /// Only a record of earlier work names the agent.
    var isOfRecord = false
    /// Nobody acts for the agent any more.
    var hasLeft = false
    /// Offers out of the queue since then.
    var queueOffers: UInt64 = 0

    var hasRoom: Bool { open < capacity }

    /// Whether anybody waits for them, who are there or not: not for those of a record who never came, nor for those
    /// who left.
    var mayCome: Bool { presence != .offline || !hasLeft && (!isOfRecord || signedInAt != nil) }

    /// Whether coming back now begins anew what they may get of the queue: after half an hour.
    func wasAway(at instant: Instant) -> Bool {
        guard signedInAt != nil, let signedOutAt else { return true }
        return instant.milliseconds - signedOutAt.milliseconds >= 30 * 60_000
    }

    /// On line, and with room.
    var isAvailable: Bool { presence == .online && hasRoom }

    func isLevelled(_ levelling: PolicyRules.Levelling, at instant: Instant) -> Bool {
        levellingEnd(levelling).map { instant < $0 } ?? false
    }

    /// Once they were offered as many as there are for the windows that have begun: when the next begins. Where windows
    /// repeat, not after as many as fill them.
    func levellingEnd(_ levelling: PolicyRules.Levelling) -> Instant? {
        guard let signedInAt, queueOffers >= levelling.offersMax else { return nil }
        if levelling.repeats, queueOffers >= capacity { return nil }
        let windows = levelling.repeats && levelling.offersMax > 0 ? Int64(queueOffers / levelling.offersMax) : 1
        return Instant(milliseconds: signedInAt.milliseconds + windows * levelling.window)
    }

    func serves(_ region: String) -> Bool { region.isEmpty || regions.isEmpty || regions.contains(region) }
}

/// Why an agent could not be offered a ticket.
enum Obstacle: Sendable {
    case offline, busy, full, skillMissing, declined, levelled, outsideRings
}
