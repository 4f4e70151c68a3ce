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
    /// When the agent last stopped being off line.
    var signedInAt: Instant?
    /// Offers out of the queue since then.
    var queueOffers: UInt64 = 0

    var hasRoom: Bool { open < capacity }
    /// On line, and with room.
    var isAvailable: Bool { presence == .online && hasRoom }

    func isLevelled(_ levelling: PolicyRules.Levelling, at instant: Instant) -> Bool {
        guard let signedInAt else { return false }
        return queueOffers >= levelling.offersMax && instant.milliseconds < signedInAt.milliseconds + levelling.window
    }

    func serves(_ region: String) -> Bool { region.isEmpty || regions.isEmpty || regions.contains(region) }
}

/// Why an agent could not be offered a ticket.
enum Obstacle: Sendable {
    case offline, busy, full, skillMissing, declined, levelled, outsideRings
}
