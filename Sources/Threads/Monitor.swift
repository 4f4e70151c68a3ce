internal import CPlatform

/// A mutex with a condition variable around a state: Hoare's monitor, with Mesa's signalling (a waiter checks
/// its condition again).
///
/// For threads of our own only. Nothing here may be called from Swift's cooperative pool in a way that waits.
@safe public final class Monitor<State>: @unchecked Sendable {
    // Sendable: `state` is only reached with the mutex of `handle` held.
    private let handle: OpaquePointer
    private var state: State

    public init(_ state: sending State) {
        unsafe handle = paidan_monitor_create()
        self.state = state
    }

    deinit { unsafe paidan_monitor_destroy(handle) }

    /// Runs `body` alone with the state.
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe paidan_monitor_lock(handle)
        defer { unsafe paidan_monitor_unlock(handle) }
        return try body(&state)
    }

    /// Runs `body` alone with the state, and wakes one waiter before it lets go: the monitor is not touched after
    /// that, so that whoever is woken may drop it.
    public func withLockSignalling<Result>(_ body: (inout State) -> sending Result) -> sending Result {
        unsafe paidan_monitor_lock(handle)
        defer {
            unsafe paidan_monitor_signal(handle)
            unsafe paidan_monitor_unlock(handle)
        }
        return body(&state)
    }

    /// Waits until `condition` gives a value, testing it again after every signal.
    public func wait<Result>(until condition: (inout State) -> sending Result?) -> sending Result {
        unsafe paidan_monitor_lock(handle)
        defer { unsafe paidan_monitor_unlock(handle) }
        while true {
            if let result = condition(&state) { return result }
            unsafe paidan_monitor_wait(handle)
        }
    }

    /// Like ``wait(until:)``, but gives nil when `deadline` has passed.
    public func wait<Result>(
        deadline: MonotonicInstant, until condition: (inout State) -> sending Result?
    ) -> sending Result? {
        unsafe paidan_monitor_lock(handle)
        defer { unsafe paidan_monitor_unlock(handle) }
        while true {
            if let result = condition(&state) { return result }
            if unsafe paidan_monitor_wait_until(handle, deadline.nanoseconds) != 0 { return condition(&state) }
        }
    }

    /// Wakes one waiter. Call it without the lock.
    public func signal() { unsafe paidan_monitor_signal(handle) }

    /// Wakes all waiters. Call it without the lock.
    ///
    /// Takes the lock for a moment: a waiter whose condition also looks at something that this lock does not guard
    /// has either seen its new value or is asleep by now, and so never misses the change.
    public func broadcast() {
        unsafe paidan_monitor_lock(handle)
        unsafe paidan_monitor_broadcast(handle)
        unsafe paidan_monitor_unlock(handle)
    }
}
