internal import Engine
package import Events
internal import Synchronization

/// A clock that stands still until it is set. Nobody who sleeps by it wakes until the sleep is taken back: what time
/// makes due is asked for by whoever sets it, so that a run is one order of events.
package final class VirtualClock: EngineClock {
    private let instant: Mutex<Instant>

    package init(_ now: Instant = Instant(milliseconds: 0)) { instant = Mutex(now) }

    package var now: Instant { instant.withLock { $0 } }

    func set(_ instant: Instant) { self.instant.withLock { $0 = max($0, instant) } }

    package func sleep(until instant: Instant) async { await Self.sleepUntilCancelled() }
}
