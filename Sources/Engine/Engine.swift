public import CommitLog
internal import Domain
internal import EventStore
internal import Events

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
    private var waiting: [Waiting] = []
    private var isDraining = false
    private var whenDrained: [CheckedContinuation<Void, Never>] = []
    private var end: EngineError? {
        // Nobody waits for what will not come.
        didSet { awaited.reach(.max) }
    }
    private var awaited = AwaitedSequences()
    private var timer: Task<Void, Never>?

    struct Waiting {
        var action: Action
        var caller: Caller
        /// Called once, on the engine, with what became of it and the projections as they are then.
        var answer: @Sendable (Result<Receipt, EngineError>, Projected) -> Void
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Actions that may wait. At 50,000 a second the last of them waits a third of a second.
    static var waitingMax: Int { 1 << 14 }
    /// Actions decided for one append: with a few kilobytes each they stay well below what an append may hold.
    static var batchMax: Int { 1 << 11 }

    init(core: Core, log: Log, clock: any EngineClock, executor: ThreadExecutor) {
        self.core = core
        registry = core.projected.registry
        self.log = log
        self.clock = clock
        self.executor = executor
    }

    /// Carries a action out and returns when its events are durable.
    public func perform(_ action: Action, for caller: Caller) async throws(EngineError) -> Receipt {
        try await perform(action, for: caller) { receipt, _ in receipt }
    }

    /// Carries a action out and returns, when its events are durable, what `look` made of it. `look` must be short:
    /// other actions wait for it.
    public func perform<Answer: Sendable>(
        _ action: Action, for caller: Caller, look: @escaping @Sendable (Receipt, Projected) -> Answer
    ) async throws(EngineError) -> Answer {
        if let end { throw end }
        guard waiting.count < Self.waitingMax else {
            throw .overloaded(waiting: waiting.count, limit: Self.waitingMax)
        }
        let answered: Result<Answer, EngineError> = await withCheckedContinuation { continuation in
            waiting.append(
                Waiting(action: action, caller: caller) { outcome, projected in
                    switch outcome {
                    case .success(let receipt): continuation.resume(returning: .success(look(receipt, projected)))
                    case .failure(let error): continuation.resume(returning: .failure(error))
                    }
                })
            if !isDraining {
                isDraining = true
                Task { await self.drain() }
            }
        }
        return try answered.get()
    }

    /// Why nothing is carried out any more; nil while things go well.
    public var reasonToRefuse: EngineError? { end }

    /// Returns why nothing can be carried out any more, when it comes to that; nil when the task is cancelled.
    public func failure() async -> EngineError? {
        if end == nil { await wait(for: .max) }
        return end == .stopped ? nil : end
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
        guard !isDraining, end == nil else { return }
        isDraining = true
        await drain()
    }

    /// Refuses what comes from now on, and returns when what waits is done. The log stays open.
    public func stop() async {
        timer?.cancel()
        if end == nil { end = .stopped }
        if isDraining { await withCheckedContinuation { whenDrained.append($0) } }
        core.vault.close()
    }

    private func drain() async {
        defer {
            isDraining = false
            for waiter in whenDrained { waiter.resume() }
            whenDrained = []
        }
        repeat {
            let taken = Array(waiting.prefix(Self.batchMax))
            waiting.removeFirst(taken.count)
            await carryOut(taken)
        } while !waiting.isEmpty
        setTimer()
    }

    /// Writes what a new log begins with and finishes what a crash cut off, before anybody is served.
    func begin() async throws(EngineError) {
        var deciding = Deciding(first: log.durable.next, now: clock.now)
        try core.begin(&deciding)
        core.decideDue(&deciding)
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
        core.decideDue(&deciding)
        let outcomes = actions.map { core.decide($0.action, for: $0.caller, &deciding) }
        do throws(EngineError) { try await append(deciding) } catch {
            for action in actions { action.answer(.failure(error), core.projected) }
            return
        }
        for (action, outcome) in zip(actions, outcomes) { action.answer(outcome, core.projected) }
    }

    /// Wakes the engine when the next deadline is due.
    private func setTimer() {
        timer?.cancel()
        timer = nil
        guard end == nil, let due = core.state.nextDue else { return }
        timer = Task { [clock] in
            await clock.sleep(until: due)
            if !Task.isCancelled { await self.fireDue() }
        }
    }
}
