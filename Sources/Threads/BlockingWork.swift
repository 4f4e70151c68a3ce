/// One thread that does blocking work for tasks, in order, so that they do not block the cooperative pool.
public final class BlockingWork: Sendable {
    private struct Queue {
        var work: [@Sendable () -> Void] = []
        var isStopping = false
    }

    private let queue = Monitor(Queue())
    private let thread: NamedThread

    /// `name` shows in `top -H`; 15 characters at most.
    public init(_ name: String) {
        thread = NamedThread(name) { [queue] in
            while true {
                let batch: [@Sendable () -> Void]? = queue.wait { queue in
                    if queue.work.isEmpty { return queue.isStopping ? .some(nil) : nil }
                    defer { queue.work = [] }
                    return queue.work
                }
                guard let batch else { return }
                for work in batch { work() }
            }
        }
    }

    /// Runs `work` on the thread, after everything asked for before. After ``stop()`` it runs at once, here.
    public func run(_ work: @escaping @Sendable () -> Void) {
        let isStopped = queue.withLock { queue in
            if !queue.isStopping { queue.work.append(work) }
            return queue.isStopping
        }
        if isStopped { work() } else { queue.signal() }
    }

    /// Runs `work` on the thread and gives what it gives. Holds no thread meanwhile.
    public func value<Value: Sendable>(of work: @escaping @Sendable () -> Value) async -> Value {
        // The value crosses under a lock: what a continuation orders, the thread sanitizer does not see.
        let result = Monitor<Value?>(nil)
        await withCheckedContinuation { continuation in
            run {
                let value = work()
                result.withLock { $0 = value }
                continuation.resume()
            }
        }
        guard let value = result.withLock({ $0 }) else { preconditionFailure("work that is done has a value") }
        return value
    }

    /// Finishes what was asked for and ends the thread. Exactly once.
    public func stop() {
        queue.withLock { $0.isStopping = true }
        queue.broadcast()
        thread.join()
    }
}
