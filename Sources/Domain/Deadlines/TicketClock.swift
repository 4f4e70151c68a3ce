public import Events

/// A deadline of one ticket while it runs or stands still.
public struct TicketClock: Hashable, Sendable {
    /// The policy's code for it.
    public let deadline: String
    public let startedAt: Instant
    /// While it stands still, when it would have been due.
    public internal(set) var dueAt: Instant
    /// When it warns next; nil for never.
    public internal(set) var warnAt: Instant?
    public internal(set) var pausedAt: Instant?
    /// How much of the time that counts it stood still, since it was started.
    public internal(set) var heldUp = Duration.zero
    /// How often it ran out: with each the next end is another.
    public internal(set) var breaches: UInt64 = 0
    /// When it ran out for the first time.
    public internal(set) var missedAt: Instant?
    /// It ran out and does not begin again: it is kept, so that a stop is noted.
    public internal(set) var isOver = false

    var isRunning: Bool { pausedAt == nil && !isOver }

    /// When it fires next; nil while it stands still or is over.
    var next: Instant? { isRunning ? min(warnAt ?? dueAt, dueAt) : nil }
}
