internal import Engine
internal import Events

/// The machine's time of day.
struct SystemClock: EngineClock {
    let wallMilliseconds: @Sendable () -> Int64

    var now: Instant { Instant(milliseconds: wallMilliseconds()) }

    /// Looks at the time again at least once a minute: it may be set while somebody sleeps.
    func sleep(until instant: Instant) async {
        while !Task.isCancelled {
            let left = instant.milliseconds - wallMilliseconds()
            guard left > 0 else { return }
            try? await Task.sleep(for: .milliseconds(min(left, 60_000)))
        }
    }
}
