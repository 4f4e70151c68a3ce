import Bytes
import Calendars
import CommitLog
import Engine
import EventStore
import Events
import Invariants
import Policies
import PolicyFiles
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Threads

/// A simulated disk with a data directory, and a clock that is turned by hand.
final class StormWorld: Sendable {
    let disk: SimulatedFileSystem
    /// 2024-05-06 09:00:00 in China.
    let clock = ManualClock(Instant(milliseconds: 1_714_957_200_000))
    private let random: Monitor<SplitMix64>

    init(seed: UInt64) throws {
        disk = SimulatedFileSystem(seed: seed)
        random = Monitor(SplitMix64(seed: seed &+ 1_000_000))
        try disk.makeDirectory("/keys")
        try disk.syncDirectory("/")
    }

    private var environment: LogEnvironment {
        let (clock, random) = (clock, random)
        return LogEnvironment(
            fileSystem: disk, wallMilliseconds: { clock.now.milliseconds },
            random: { random.withLock { $0.next() } }, owner: "a test")
    }

    /// Opens the engine, lets `body` use it, and closes everything.
    func run(_ body: (Engine<SegmentLog>) async throws -> Void) async throws {
        var options = LogOptions()
        options.segmentBytes = 1 << 20
        options.repacks = false
        options.fillsSegments = false
        let log = try SegmentLog.open("/log", options: options, environment: environment)
        defer { log.close() }
        let draw = environment.random
        let vault = try Vault.open(in: "keys", fileSystem: disk, random: draw)
        let engine = try await Engine.open(
            log, policy: PolicyFiles.profile("smart-dispatch"), vault: vault, clock: clock, random: draw,
            zones: { _ in .utc })
        do { try await body(engine) } catch {
            await engine.stop()
            throw error
        }
        await engine.stop()
    }

    /// What the auditor has to say of the log.
    func audit() throws -> Auditor {
        let reader = try SegmentLogReader.open("/log", environment: environment)
        let cursor = reader.read(from: .first)
        var auditor = Auditor()
        while let chunk = try cursor.nextChunk() {
            try chunk.forEach { record in
                let event = try EventView(record.body, recordType: record.type)
                try auditor.take(event, sequence: record.sequence.value)
            }
        }
        auditor.finish()
        return auditor
    }
}

extension SplitMix64 {
    mutating func below(_ end: UInt64) -> UInt64 { next() % end }
    mutating func one<Value>(of values: [Value]) -> Value { values[Int(below(UInt64(values.count)))] }
    mutating func chance(_ percent: UInt64) -> Bool { below(100) < percent }
}

/// The profile with some of its words changed.
enum PolicyVariants {
    /// From, to.
    private static let changes: [[(String, String)]] = [
        [],
        [("mode: automatic", "mode: confirm")],
        [("levelling: {offersMax: 1, window: 10m, repeats: true}", "levelling: {offersMax: 1, window: 25m}")],
        [
            (
                "rings:\n    - {code: regular, name: {zh: 常规人员, en: regular staff}, pools: [regular]}",
                "rings:\n    - {code: regular, name: {zh: 常规人员, en: regular staff}, pools: [regular], regional: true}"
            )
        ],
        // Clocks that stand still, and some that come again sooner.
        [
            ("stops: [contacted, resolved, closed]\n", "stops: [resolved, closed]\n    pausedAt: [待客户确认]\n"),
            ("    repeats: 4h\n", "    repeats: 20m\n"),
        ],
        [("confidenceMin: 0%", "confidenceMin: 90%")],
        [("  manualApproval: supervisor\n", "")],
        [("offersMax: 6", "offersMax: 2"), ("offerAgainAfter: 30m", "offerAgainAfter: 5m")],
        [("medium: 4h, low: 24h}", "medium: never, low: never}")],
    ]

    static var count: Int { changes.count }

    /// - Parameter choice: its bits choose the changes.
    static func document(_ choice: UInt64) throws -> PolicyDocument {
        var source = String(decoding: PolicyFiles.source(ofProfile: "smart-dispatch") ?? [], as: UTF8.self)
        for (index, replacements) in changes.enumerated() where choice >> UInt64(index) & 1 == 1 {
            for (old, new) in replacements {
                precondition(source.contains(old), "the profile says \(old)")
                source = source.replacing(old, with: new)
            }
        }
        return try PolicyFiles.read(Array(source.utf8))
    }
}
