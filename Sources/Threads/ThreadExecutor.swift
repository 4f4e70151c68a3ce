/// Runs an actor on a thread of its own, where blocking calls are allowed.
public final class ThreadExecutor: SerialExecutor {
    private let name: String
    private let inbox = Monitor(Inbox())

    @safe private struct Inbox {
        // Each job is run exactly once, by the thread, which takes it out.
        var jobs: [UnownedJob] = []
        var isStopped = false
        /// Somebody runs the jobs.
        var isServed = false
        /// The last one that did; nil when nobody has to wait for it.
        var thread: NamedThread?
    }

    /// `name` shows in `top -H` and `perf`; 15 characters at most.
    public init(_ name: String) {
        self.name = name
        inbox.withLock { start(&$0) }
    }

    private func start(_ inbox: inout Inbox) {
        // The one before has run its last job, and asks for the inbox no more.
        inbox.thread?.join()
        inbox.isServed = true
        inbox.thread = NamedThread(name) { [self] in run() }
    }

    private func run() {
        while true {
            let jobs = inbox.wait { inbox -> [UnownedJob]? in
                if inbox.jobs.isEmpty {
                    guard inbox.isStopped else { return nil }
                    inbox.isServed = false
                    return []
                }
                defer { inbox.jobs = [] }
                return inbox.jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // A job may hold the actor's last reference, and the actor this executor's: once the job can run, `self` is
        // not touched any more.
        inbox.withLockSignalling { inbox in
            inbox.jobs.append(job)
            // Whoever still asks something after the end is answered too, by a thread that ends with it.
            if !inbox.isServed { start(&inbox) }
        }
    }

    /// Ends the thread when it has run what it has. Not from the thread itself, and once.
    public func stop() {
        let thread = inbox.withLockSignalling { inbox in
            inbox.isStopped = true
            defer { inbox.thread = nil }
            return inbox.thread
        }
        thread?.join()
    }
}
