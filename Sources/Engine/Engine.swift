public import CommitLog
internal import Domain
internal import EventStore
public import Events
internal import Synchronization
internal import Threads

/// The single writer: decides actions one after another, appends their events, and answers when they are durable.
///
/// A batch is whatever waited while the last append was on its way. Each action is decided against the state that
/// those before it leave; one that is refused leaves no trace. When a batch is durable it is folded into the
/// projections, and only then is anybody answered. If the log refuses a batch, nothing is answered well any more:
/// what was decided behind it never happened.
///
/// Runs on a thread of its own, because the vault may have to wait for the disk.
public actor Engine<Log: CommitLog> {
    public nonisolated let log: Log
    public nonisolated let registry: Registry
    let clock: any EngineClock
    private let executor: ThreadExecutor

    var core: Core
    /// What waits for the next batch. Whoever comes leaves it there without waiting for the engine's turn.
    private nonisolated let inbox = Mutex(Inbox())
    nonisolated let reads = Turnstile(EngineLimits.readsAtOnce)
    private var whenDrained: [CheckedContinuation<Void, Never>] = []
    private var end: EngineError? {
        didSet {
            inbox.withLock { $0.end = end }
            // Nobody waits for what will not come.
            awaited.reach(.max)
        }
    }
    private var awaited = AwaitedSequences()
    private var timer: (due: Instant, task: Task<Void, Never>)?

    fileprivate struct Inbox {
        var waiting: [Waiting] = []
        /// Somebody takes out what waits, and goes on until nothing does.
        var isDraining = false
        /// Nothing is taken in any more.
        var end: EngineError?
    }

    struct Waiting {
        var action: Action
        var caller: Caller
        /// Called once, on the engine, with what became of it and the projections as they are then.
        var answer: @Sendable (Result<Receipt, EngineError>, Projected) -> Void
    }

    /// What the clock says now.
    public nonisolated var now: Instant { clock.now }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(core: Core, log: Log, clock: any EngineClock, executor: ThreadExecutor) {
        EngineLimits.check()
        self.core = core
        registry = core.projected.registry
        self.log = log
        self.clock = clock
        self.executor = executor
    }

    /// Carries an action out and returns when its events are durable.
    public nonisolated func perform(_ action: Action, for caller: Caller) async throws(EngineError) -> Receipt {
        try await perform(action, for: caller) { receipt, _ in receipt }
    }

    /// Carries an action out and returns, when its events are durable, what `look` made of it. `look` must be short:
    /// other actions wait for it.
    public nonisolated func perform<Answer: Sendable>(
        _ action: Action, for caller: Caller, look: @escaping @Sendable (Receipt, Projected) -> Answer
    ) async throws(EngineError) -> Answer {
        let answered: Result<Answer, EngineError> = await withCheckedContinuation { continuation in
            let waiting = Waiting(action: action, caller: caller) { outcome, projected in
                switch outcome {
                case .success(let receipt): continuation.resume(returning: .success(look(receipt, projected)))
                case .failure(let error): continuation.resume(returning: .failure(error))
                }
            }
            do throws(EngineError) {
                if try takeIn(waiting) { Task { await self.drain() } }
            } catch { continuation.resume(returning: .failure(error)) }
        }
        return try answered.get()
    }

    /// - Returns: whether the inbox has to be drained from now on.
    nonisolated func takeIn(_ waiting: Waiting) throws(EngineError) -> Bool {
        try inbox.withLock { inbox throws(EngineError) in
            if let end = inbox.end { throw end }
            guard inbox.waiting.count < EngineLimits.waitingMax else {
                throw .overloaded(waiting: inbox.waiting.count, limit: EngineLimits.waitingMax)
            }
            inbox.waiting.append(waiting)
            return inbox.beginDraining()
        }
    }

    /// Why nothing is carried out any more; nil while things go well.
    public var reasonToRefuse: EngineError? { end }

    /// Returns why nothing can be carried out any more, when it comes to that; nil when the task is cancelled.
    public func failure() async -> EngineError? {
        if end == nil { await wait(for: .max) }
        return end == .stopped ? nil : end
    }

    /// Whether a command was carried out under a caller's key, not too long ago to know.
    public func hasCarriedOut(_ scope: [UInt8]) -> Bool {
        core.carriedOut[scope, at: max(clock.now, core.lastRecordedAt)] != nil
    }

    /// Looks at the projections, between batches. `look` must be short: actions wait for it.
    public func look<Result: Sendable>(_ look: (Projected) throws -> Result) rethrows -> Result {
        try look(core.projected)
    }

    /// Returns when the projections have come to `sequence`; earlier when the task is cancelled or the engine ends.
    public func reach(_ sequence: UInt64) async {
        guard sequence > core.projected.sequence else { return }
        if end == nil { await wait(for: sequence) }
    }

    private func wait(for sequence: UInt64) async {
        let ticket = awaited.nextTicket()
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if Task.isCancelled { return waiter.resume() }
                awaited.add(waiter, for: sequence, ticket)
            }
        } onCancel: {
            Task { await self.stopWaiting(ticket) }
        }
    }

    private func stopWaiting(_ ticket: UInt64) { awaited.cancel(ticket) }

    /// Carries out what time has made due. The engine does so by itself when the clock says so.
    public func fireDue() async {
        guard end == nil, inbox.withLock({ $0.beginDraining() }) else { return }
        await drain()
    }

    /// The engine's time: the clock's, and never before the last event's.
    public var time: Instant { max(clock.now, core.lastRecordedAt) }

    /// Turns the clock, deadline by deadline: each fires at its own time, as if somebody had waited for it.
    public func turn(_ clock: ManualClock, to end: Instant) async {
        clock.turn(to: core.lastRecordedAt)
        while self.end == nil, let due = core.state.nextDue, due <= end {
            clock.turn(to: due)
            await fireDue()
            // Somebody else may be at it.
            await Task.yield()
        }
        clock.turn(to: end)
    }

    /// Refuses what comes from now on, and returns when what waits is done and the thread has ended. The log stays
    /// open.
    public nonisolated func stop() async {
        await finish()
        executor.stop()
    }

    private func finish() async {
        timer?.task.cancel()
        if end == nil { end = .stopped }
        if inbox.withLock({ $0.isDraining }) { await withCheckedContinuation { whenDrained.append($0) } }
        core.vault.close()
    }

    func drain() async {
        repeat {
            await carryOut(inbox.withLock { $0.take() })
        } while !inbox.withLock { $0.endDraining() }
        setTimer()
        for waiter in whenDrained { waiter.resume() }
        whenDrained = []
    }

    /// Writes what a new log begins with and finishes what a crash cut off, before anybody is served.
    func begin() async throws(EngineError) {
        var deciding = Deciding(first: log.durable.next, now: clock.now)
        try core.begin(&deciding)
        try core.decideDue(&deciding)
        try await append(deciding)
        setTimer()
    }

    private func append(_ deciding: Deciding) async throws(EngineError) {
        guard !deciding.batch.isEmpty else { return }
        do throws(CommitLogError) {
            _ = try await log.append(deciding.batch.records, expecting: SequenceNumber(deciding.first.value - 1))
        } catch {
            let reason = EngineError.halted(error)
            end = reason
            throw reason
        }
        do throws(EngineError) { try core.publish(deciding.written) } catch {
            end = error
            throw error
        }
        awaited.reach(core.projected.sequence)
    }

    /// One batch: decide, append, fold, answer.
    private func carryOut(_ actions: [Waiting]) async {
        if let end, end != .stopped {
            for action in actions { action.answer(.failure(end), core.projected) }
            return
        }
        let first = log.durable.next
        var deciding = Deciding(first: first, now: clock.now)
        let outcomes: [Result<Receipt, EngineError>]
        do throws(EngineError) {
            do throws(EngineError) {
                try core.decideDue(&deciding)
                outcomes = actions.map { core.decide($0.action, for: $0.caller, &deciding) }
                if let fault = deciding.fault { throw fault }
            } catch {
                // What has been decided is ahead of the log and stays out of it.
                end = error
                throw error
            }
            try await append(deciding)
        } catch {
            for action in actions { action.answer(.failure(error), core.projected) }
            return
        }
        for (action, outcome) in zip(actions, outcomes) { action.answer(outcome, core.projected) }
    }

    /// Wakes the engine when the next deadline is due.
    private func setTimer() {
        guard end == nil, let due = core.state.nextDue else {
            timer?.task.cancel()
            return timer = nil
        }
        // What is settled stays among the deadlines until its time, so the next one seldom changes.
        guard timer?.due != due else { return }
        timer?.task.cancel()
        let task = Task { [clock] in
            await clock.sleep(until: due)
            if !Task.isCancelled { await self.fireDue(at: due) }
        }
        timer = (due, task)
    }

    private func fireDue(at due: Instant) async {
        if timer?.due == due { timer = nil }
        await fireDue()
    }
}

extension Engine.Inbox {
    /// Whether the caller is the one who has to drain it.
    fileprivate mutating func beginDraining() -> Bool {
        defer { isDraining = true }
        return !isDraining
    }

    /// Takes out a batch, or what there is of one.
    fileprivate mutating func take() -> [Engine.Waiting] {
        if waiting.count <= EngineLimits.batchMax {
            defer { waiting = [] }
            return waiting
        }
        let taken = Array(waiting.prefix(EngineLimits.batchMax))
        waiting.removeFirst(taken.count)
        return taken
    }

    /// Whether nothing waits: then nobody drains it any more.
    fileprivate mutating func endDraining() -> Bool {
        isDraining = !waiting.isEmpty
        return waiting.isEmpty
    }
}
