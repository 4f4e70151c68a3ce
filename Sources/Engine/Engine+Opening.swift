internal import CommitLog
internal import Domain
package import EventStore
internal import Events
package import Policies
internal import Threads

extension Engine {
    /// Rebuilds everything from the log and goes on from there. Blocks nobody but its own thread, and takes the time of
    /// a replay: see `tools/bench replay`.
    /// - Parameters:
    ///   - policy: what an empty log begins with; another log runs under what was published in it.
    ///   - vault: the engine's to close, also where it does not open.
    ///   - random: 64 bits fit for keys.
    ///   - zones: the time zones that the policy's calendars name.
    ///   - carriers: the ways to reach people that whoever opens it has.
    package static func open(
        _ log: Log, policy: PolicyDocument, vault: sending Vault, clock: any EngineClock,
        random: @escaping @Sendable () -> UInt64, zones: @escaping ZoneSource,
        carriers: Set<Policy.Carrier> = [.inbox]
    ) async throws(EngineError) -> Engine {
        var core: Core
        do throws(EngineError) {
            core = try Core(policy: policy, vault: vault, random: random, zones: zones)
            core.state.carriers = carriers
            try await replay(log, into: &core)
        } catch {
            vault.close()
            throw error
        }
        let engine = Engine(core: core, log: log, clock: clock, executor: ThreadExecutor("engine"))
        do throws(EngineError) { try await engine.begin() } catch {
            await engine.stop()
            throw error
        }
        return engine
    }

    private static func replay(_ log: Log, into core: inout Core) async throws(EngineError) {
        let cursor = try reading { () throws(CommitLogError) in try log.read(from: .first) }
        while true {
            let chunk: RecordChunk?
            do throws(CommitLogError) { chunk = try await cursor.next() } catch { throw .halted(error) }
            guard let chunk else { break }
            try core.replay(chunk)
        }
        if let fault = core.vaultFault ?? core.calendarFault { throw fault }
        if let customer = core.unreadable.first { throw .vaultIsAnothers(customer) }
    }

    private static func reading<Result>(
        _ body: () throws(CommitLogError) -> Result
    ) throws(EngineError) -> Result {
        do throws(CommitLogError) { return try body() } catch { throw .halted(error) }
    }
}
