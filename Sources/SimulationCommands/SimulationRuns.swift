internal import EventRendering
internal import EventStore
internal import Events
internal import PaidanCommands
internal import Policies
internal import SegmentLog
internal import Simulation
internal import Storage
internal import Synchronization
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
        environment.fileSystem = UnsyncedFileSystem(environment.fileSystem)
        self.environment = environment
    }

    func run(seeds: Int) throws(Refusal) -> SimulationReport {
        var bar = ProgressBar(shell.language("模拟", "simulating"), in: shell)
        var simulation = Simulation(sources.workload, policy: sources.policy.policy)
        let total = sources.workload.arrivals.count * seeds
        let noun = shell.language("件", "cases")
        var refusal: Refusal?
        for seed in 0..<seeds where refusal == nil {
            let drawn = sources.workload.drawn(UInt64(seed))
            do throws(SimulationError) {
                let progress = try start(drawn, seed)
                let result = try Self.wait(progress) { done in
                    bar.show(done: seed * sources.workload.arrivals.count + done, of: total, noun)
                }
                simulation.add(result, of: drawn)
            } catch { refusal = Refusal(error, out: folder.path, shell.language) }
        }
        bar.finish()
        if let refusal { throw refusal }
        try folder.removeScratch()
        return simulation.report
    }

    /// The run is on the cooperative pool, as the engine has a thread of its own and the caller's waits; what it reads
    /// and writes is opened here, where waiting holds up nobody.
    private func start(_ drawn: Workload, _ seed: Int) throws(SimulationError) -> Monitor<Progress> {
        let random = SeededRandomness(UInt64(seed))
        let clock = VirtualClock()
        var environment = environment
        environment.random = { random.next() }
        // The log is as old as what is in it, and the same each time.
        environment.wallMilliseconds = { clock.now.milliseconds }
        let log = try openLog(isKept: seed == 0, environment)
        // Handed over to the run.
        let keys = Mutex<Vault?>(try openVault(isKept: seed == 0, environment))
        let (policy, fileSystem) = (sources.policy, shell.environment.fileSystem)
        let progress = Monitor(Progress())
        Task.detached {
            let result: Result<RunResult, SimulationError>
            do throws(SimulationError) {
                guard let vault = keys.withLock({ $0.take() }) else { preconditionFailure("it is handed over once") }
                let run = try await EngineRun.open(
                    drawn, policy, keys: vault, log: log, random: { random.next() },
                    zones: { name in try ZoneFiles.zone(name, from: fileSystem) }, clock: clock)
                result = .success(try await run.run { done in progress.withLockSignalling { $0.done = done } })
            } catch { result = .failure(error) }
            log?.close()
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

    private func openLog(isKept: Bool, _ environment: LogEnvironment) throws(SimulationError) -> SegmentLog? {
        guard isKept else { return nil }
        do throws(LogError) { return try SegmentLog.open(folder.log, environment: environment) } catch {
            throw .log(error)
        }
    }

    private func openVault(isKept: Bool, _ environment: LogEnvironment) throws(SimulationError) -> sending Vault {
        do throws(FileError) { if !isKept { try folder.clearScratch() } } catch { throw .file(error) }
        do throws(VaultError) {
            return try Vault.open(
                in: isKept ? folder.keys : folder.scratch, fileSystem: environment.fileSystem,
                random: environment.random)
        } catch { throw .vault(error) }
    }
}
