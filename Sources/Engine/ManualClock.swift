public import Events
internal import Synchronization

/// A clock that is turned by hand: for rehearsals, and for tests.
public final class ManualClock: EngineClock {
    private struct State {
        var now: Instant
        var sleepers: [UInt64: (until: Instant, waiter: CheckedContinuation<Void, Never>)] = [:]
        var lastSleeper: UInt64 = 0
    }

    private let state: Mutex<State>

    public init(_ now: Instant) { state = Mutex(State(now: now)) }

    public var now: Instant { state.withLock { $0.now } }

    /// Sets it to `instant`, or leaves it where that is past, and wakes who slept until then.
    public func turn(to instant: Instant) {
        let woken = state.withLock { state in
            state.now = max(state.now, instant)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for sleeper in due.keys { state.sleepers[sleeper] = nil }
            return due.values.map(\.waiter)
        }
        for waiter in woken { waiter.resume() }
    }

    public func advance(by duration: Duration) { turn(to: now.advanced(by: duration)) }

    public func sleep(until instant: Instant) async {
        let sleeper = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isAwake = state.withLock { state in
                    guard instant > state.now, !Task.isCancelled else { return true }
                    state.sleepers[sleeper] = (instant, waiter)
                    return false
                }
                if isAwake { waiter.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: sleeper) }?.waiter.resume()
        }
    }
}
