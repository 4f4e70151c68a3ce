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

    /// Folds the state here, and the projections beside it: neither goes by the other.
    private static func replay(_ log: Log, into core: inout Core) async throws(EngineError) {
        let cursor = try reading { () throws(CommitLogError) in try log.read(from: .first) }
        let rebuild = ProjectionRebuild(registry: core.projected.registry)
        let stopped = await rebuild.replay {
            () async throws(EngineError) in
            try await Self.chunks(cursor)
        } beside: { chunks in
            core.replay(chunks)
        }
        if let stopped { throw stopped }
        core.projected = await rebuild.projected
        if let fault = core.vaultFault ?? core.calendarFault { throw fault }
        if let customer = core.unreadable.first { throw .vaultIsAnothers(customer) }
    }

    private static func chunks(_ cursor: Log.Cursor) async throws(EngineError) -> [RecordChunk] {
        var chunks: [RecordChunk] = []
        var count = 0
        do throws(CommitLogError) {
            while count < ProjectionRebuild.eventsAtOnce, let chunk = try await cursor.next() {
                chunks.append(chunk)
                count += chunk.count
            }
        } catch { throw .halted(error) }
        return chunks
    }

    private static func reading<Result>(
        _ body: () throws(CommitLogError) -> Result
    ) throws(EngineError) -> Result {
        do throws(CommitLogError) { return try body() } catch { throw .halted(error) }
    }
}
