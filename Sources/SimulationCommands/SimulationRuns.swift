internal import EventRendering
internal import EventStore
internal import Events
internal import PaidanCommands
internal import Policies
internal import SegmentLog
internal import Simulation
internal import Storage
internal import Threads
internal import ZoneFiles

/// Runs a simulation seed by seed, and shows how far it has come.
struct SimulationRuns {
    private struct Progress {
        var done = 0
        var result: Result<RunResult, SimulationError>?
    }

    private let sources: SimulationSources
    private let folder: SimulationFolder
    private let shell: Shell
    private let environment: LogEnvironment

    init(_ sources: SimulationSources, _ folder: SimulationFolder, _ shell: Shell) {
        self.sources = sources
        self.folder = folder
        self.shell = shell
        var environment = shell.environment
        environment.fileSystem = QuickFileSystem(environment.fileSystem)
        self.environment = environment
    }

    func run(seeds: Int) throws(Refusal) -> SimulationReport {
        var bar = ProgressBar(shell.language("模拟", "simulating"), in: shell)
        var simulation = Simulation(sources.workload, policy: sources.policy.policy)
        let total = sources.workload.arrivals.count * seeds
        var refusal: Refusal?
        for seed in 0..<seeds where refusal == nil {
            let drawn = simulation.workload(seed: UInt64(seed))
            let progress = start(drawn, seed)
            do throws(SimulationError) {
                let result = try Self.wait(progress) { done in
                    bar.show(done: seed * sources.workload.arrivals.count + done, of: total, "cases")
                }
                simulation.add(result, of: drawn)
            } catch { refusal = Refusal(error, out: folder.path, shell.language) }
        }
        bar.finish()
        if let refusal { throw refusal }
        try folder.removeScratch()
        return simulation.report
    }

    /// On the cooperative pool: the engine has a thread of its own, and the caller's waits.
    private func start(_ drawn: Workload, _ seed: Int) -> Monitor<Progress> {
        let progress = Monitor(Progress())
        Task.detached { [self] in
            let result: Result<RunResult, SimulationError>
            do throws(SimulationError) {
                result = .success(
                    try await runOne(drawn, seed) { done in progress.withLockSignalling { $0.done = done } })
            } catch { result = .failure(error) }
            progress.withLockSignalling { $0.result = result }
        }
        return progress
    }

    private static func wait(
        _ progress: Monitor<Progress>, _ show: (Int) -> Void
    ) throws(SimulationError) -> RunResult {
        var shown = -1
        while true {
            let last = shown
            let (done, result) = progress.wait { progress in
                progress.done != last || progress.result != nil ? (progress.done, progress.result) : nil
            }
            shown = done
            show(done)
            if let result { return try result.get() }
        }
    }

    private func runOne(
        _ drawn: Workload, _ seed: Int, _ progress: @escaping @Sendable (Int) -> Void
    ) async throws(SimulationError) -> RunResult {
        let random = SeededRandomness(UInt64(seed))
        let keepsLog = seed == 0
        var environment = environment
        let clock = VirtualClock()
        environment.random = { random.next() }
        // The log is as old as what is in it, and the same each time.
        environment.wallMilliseconds = { clock.now.milliseconds }
        let (log, vault) = try open(keepsLog: keepsLog, environment)
        defer { log?.close() }
        let fileSystem = shell.environment.fileSystem
        let run = try await EngineRun.open(
            drawn, sources.policy, keys: vault, log: log, random: { random.next() },
            zones: { name in try ZoneFiles.zone(name, from: fileSystem) }, clock: clock)
        return try await run.run { done, _ in progress(done) }
    }

    private func open(
        keepsLog: Bool, _ environment: LogEnvironment
    ) throws(SimulationError) -> sending (log: SegmentLog?, vault: Vault) {
        do throws(FileError) { if !keepsLog { try folder.clearScratch() } } catch { throw .file(error) }
        var log: SegmentLog?
        if keepsLog {
            do throws(LogError) { log = try SegmentLog.open(folder.log, environment: environment) } catch {
                throw .log(error)
            }
        }
        do throws(VaultError) {
            let vault = try Vault.open(
                in: keepsLog ? folder.keys : folder.scratch, fileSystem: environment.fileSystem,
                random: environment.random)
            return (log, vault)
        } catch { throw .vault(error) }
    }
}
