internal import CPlatform

/// An operating-system thread of our own, for work that blocks. Must be joined before it is dropped.
public final class NamedThread: Sendable {
    private let identifier: UInt64

    /// Starts a thread. `name` shows in `top -H` and `perf`; 15 characters at most.
    /// - Precondition: the system has a thread to give; without one the process cannot do its work.
    public init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(Body(run: body)).toOpaque()
        var identifier: UInt64 = 0
        let failure = unsafe paidan_thread_start(
            name,
            { context in
                let body = unsafe Unmanaged<Body>.fromOpaque(context!).takeRetainedValue()
                body.run()
            }, context, &identifier)
        precondition(failure == 0, "no thread for \(name): errno \(failure)")
        self.identifier = identifier
    }

    /// Waits for the thread to end. Exactly once.
    public func join() {
        let failure = paidan_thread_join(identifier)
        precondition(failure == 0, "a thread is joined once: errno \(failure)")
    }

    /// Gives the calling thread less of the processor than others get.
    public static func lowerPriority() { paidan_thread_lower_priority() }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
