public import Events

/// The time of day, for whoever may know it. Tests turn it by hand.
public protocol EngineClock: Sendable {
    var now: Instant { get }
    /// Suspends until `instant`; returns early when the task is cancelled.
    func sleep(until instant: Instant) async
}
