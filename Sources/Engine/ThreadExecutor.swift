internal import Threads

/// Runs an actor on a thread of its own, where blocking calls are allowed.
final class ThreadExecutor: SerialExecutor {
    private let name: String
    private let inbox = Monitor(Inbox())
    private let thread = Monitor<NamedThread?>(nil)

    @safe private struct Inbox {
        // Each job is run exactly once, by the thread, which takes it out.
        var jobs: [UnownedJob] = []
        var isStopped = false
        /// Somebody runs the jobs.
        var hasThread = true
    }

    init(_ name: String) {
        self.name = name
        start()
    }

    private func start() {
        thread.withLock { thread in
            // The one before has run its last job.
            thread?.join()
            thread = NamedThread(name) { [self] in run() }
        }
    }

    private func run() {
        while true {
            let jobs = inbox.wait { inbox -> [UnownedJob]? in
                if inbox.jobs.isEmpty {
                    guard inbox.isStopped else { return nil }
                    inbox.hasThread = false
                    return []
                }
                defer { inbox.jobs = [] }
                return inbox.jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isLate = inbox.withLock { inbox in
            inbox.jobs.append(job)
            defer { inbox.hasThread = true }
            return !inbox.hasThread
        }
        // Whoever still asks something after the end is answered too, by a thread that ends with it.
        if isLate { start() } else { inbox.signal() }
    }

    /// Ends the thread when it has run what it has. Not from the thread itself, and once.
    func stop() {
        inbox.withLock { $0.isStopped = true }
        inbox.signal()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }
}
