internal import Threads

/// Runs an actor on a thread of its own, where blocking calls are allowed.
final class ThreadExecutor: SerialExecutor {
    private let inbox = Monitor(Inbox())
    private let thread = Monitor<NamedThread?>(nil)

    @safe private struct Inbox {
        // Each job is run exactly once, by the thread, which takes it out.
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    init(_ name: String) {
        thread.withLock { thread in
            thread = NamedThread(name) { [self] in run() }
        }
    }

    private func run() {
        while true {
            let jobs = inbox.wait { inbox -> [UnownedJob]? in
                if inbox.jobs.isEmpty { return inbox.isStopped ? [] : nil }
                defer { inbox.jobs = [] }
                return inbox.jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        inbox.withLock { $0.jobs.append(job) }
        inbox.signal()
    }

    /// Ends the thread when it has run what it has. Not from the thread itself.
    func stop() {
        inbox.withLock { $0.isStopped = true }
        inbox.signal()
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
    }
}
