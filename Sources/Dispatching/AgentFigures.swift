internal import Events
internal import Policies

/// The numbers of an agent that decisions read, together, so that looking at an agent is one look into memory.
struct AgentFigures: Sendable {
    var capacity: UInt64
    /// Tickets accepted and not resolved, and open offers.
    var open: UInt64 = 0
    /// The pool's number.
    var pool: Int
    var presence = Presence.offline
    var isOfRecord = false
    /// Nobody acts for the agent any more.
    var hasLeft = false
    /// Where the agent is counted. Others follow from the figures; being levelled ends by itself, and the count then
    /// waits for the next change.
    var standing = Standing.offline
    var regionMask: UInt64
    var servesAnyRegion: Bool
    var answers = Answers()
    /// nil while not on line.
    var onlineSince: Instant?
    /// When the agent last stopped being off line, for more than a moment.
    var signedInAt: Instant?
    /// When the agent last went off line.
    var signedOutAt: Instant?
    /// Offers out of the queue since then.
    var queueOffers: UInt64 = 0
    /// The end that was noted last for being levelled.
    var levellingEndNoted: Instant?

    var hasRoom: Bool { open < capacity }

    /// Whether coming back now is a new beginning: a connection that comes and goes is none, and brings nobody more of
    /// the queue.
    func beginsAnew(at instant: Instant) -> Bool {
        guard signedInAt != nil, let signedOutAt else { return true }
        return instant >= signedOutAt.advanced(by: Self.absenceMin)
    }

    /// The profiles and the schema of policies say so too.
    private static let absenceMin = Duration.seconds(30 * 60)

    /// Capacity that is left, in millionths.
    var headroom: UInt64 { hasRoom ? Millionths.share(capacity - open, of: capacity) : 0 }

    func standing(_ levelling: Policy.Levelling?, at instant: Instant) -> Standing {
        switch presence {
        case .offline: hasLeft || isOfRecord && signedInAt == nil ? .notExpected : .offline
        case .busy: .busy
        case .online: !hasRoom ? .full : isLevelled(levelling, at: instant) ? .levelled : .available
        }
    }

    /// Signed in a short while ago, and was offered enough out of the queue for that.
    func isLevelled(_ levelling: Policy.Levelling?, at instant: Instant) -> Bool {
        guard let levelling, let end = levellingEnd(levelling) else { return false }
        return instant < end
    }

    /// When being levelled ends; nil for who is not, or has never signed in.
    func levellingEnd(_ levelling: Policy.Levelling) -> Instant? {
        guard let signedInAt, let wait = levelling.holdsUntil(offers: queueOffers, capacity: capacity) else {
            return nil
        }
        return signedInAt.advanced(by: wait)
    }
}
