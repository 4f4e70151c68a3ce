public import CommitLog
internal import Domain
internal import EventStore
internal import Events

/// The single writer: decides requests one after another, appends their events, and answers when they are durable.
///
/// A batch is whatever waited while the last append was on its way. Each request is decided against the state that
/// those before it leave; one that is refused leaves no trace. When a batch is durable it is folded into the
/// projections, and only then is anybody answered. If the log refuses a batch, nothing is answered well any more:
/// what was decided behind it never happened.
///
/// Runs on a thread of its own, because the vault may have to wait for the disk.
public actor Engine<Log: CommitLog> {
    let log: Log
    let clock: any EngineClock
    private let executor: ThreadExecutor

    var core: Core
    private var waiting: [Waiting] = []
    private var isDraining = false
    private var whenDrained: [CheckedContinuation<Void, Never>] = []
    private var end: EngineError?
    private var timer: Task<Void, Never>?

    struct Waiting {
        var request: Request
        var caller: Caller
        var answer: CheckedContinuation<Result<Receipt, EngineError>, Never>
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Requests that may wait. At 50,000 a second the last of them waits a third of a second.
    static var waitingMax: Int { 1 << 14 }
    /// Requests decided for one append: with a few kilobytes each they stay well below what an append may hold.
    static var batchMax: Int { 1 << 11 }

    init(core: Core, log: Log, clock: any EngineClock, executor: ThreadExecutor) {
        self.core = core
        self.log = log
        self.clock = clock
        self.executor = executor
    }

    /// Carries a request out and returns when its events are durable.
    public func perform(_ request: Request, for caller: Caller) async throws(EngineError) -> Receipt {
        if let end { throw end }
        guard waiting.count < Self.waitingMax else {
            throw .overloaded(waiting: waiting.count, limit: Self.waitingMax)
        }
        return try await withCheckedContinuation { answer in
            waiting.append(Waiting(request: request, caller: caller, answer: answer))
            if !isDraining {
                isDraining = true
                Task { await self.drain() }
            }
        }.get()
    }

    /// Looks at the projections, between batches. `look` must be short: requests wait for it.
    public func look<Result: Sendable>(_ look: (Projected) throws -> Result) rethrows -> Result {
        try look(core.projected)
    }

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
        core.publish(deciding.written)
    }

    /// One batch: decide, append, fold, answer.
    private func carryOut(_ requests: [Waiting]) async {
        if let end, end != .stopped {
            for request in requests { request.answer.resume(returning: .failure(end)) }
            return
        }
        let first = log.durable.next
        var deciding = Deciding(first: first, now: clock.now)
        core.decideDue(&deciding)
        let outcomes = requests.map { core.decide($0.request, for: $0.caller, &deciding) }
        do throws(EngineError) { try await append(deciding) } catch {
            for request in requests { request.answer.resume(returning: .failure(error)) }
            return
        }
        for (request, outcome) in zip(requests, outcomes) { request.answer.resume(returning: outcome) }
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
