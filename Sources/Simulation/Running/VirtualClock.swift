internal import Engine
package import Events
internal import Synchronization

/// A clock that stands still until it is set. Nobody who sleeps by it wakes until the sleep is taken back: what time
/// makes due is asked for by whoever sets it, so that a run is one order of events.
package final class VirtualClock: EngineClock {
    private struct State {
        var now: Instant
        var sleepers: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var last: UInt64 = 0
    }

    private let state: Mutex<State>

    package init(_ now: Instant = Instant(milliseconds: 0)) { state = Mutex(State(now: now)) }

    package var now: Instant { state.withLock { $0.now } }

    func set(_ instant: Instant) { state.withLock { $0.now = max($0.now, instant) } }

    package func sleep(until instant: Instant) async {
        let sleeper = state.withLock { state in
            state.last += 1
            return state.last
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.sleepers[sleeper] = waiter
                    return false
                }
                if isCancelled { waiter.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: sleeper) }?.resume()
        }
    }
}
