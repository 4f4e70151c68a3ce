public import Events

/// The time of day, for whoever may know it. Tests turn it by hand.
public protocol EngineClock: Sendable {
    var now: Instant { get }
    /// Suspends until `instant`; returns early when the task is cancelled.
    func sleep(until instant: Instant) async
}

extension EngineClock {
    /// The sleep of a clock that stands still: returns when the task is cancelled, and not before.
    package static func sleepUntilCancelled() async {
        let (never, end) = AsyncStream<Void>.makeStream()
        await withTaskCancellationHandler {
            for await _ in never {}
        } onCancel: {
            end.finish()
        }
    }
}
