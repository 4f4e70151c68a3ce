internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Engine
internal import Events
internal import Foundation
internal import SegmentLog

/// `tools/bench replay`.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Measures how fast what everybody sees is rebuilt from the log.",
        discussion: """
            The log is made by the engine itself: whole lives of tickets, sealed as they always are. Examples:

              tools/bench replay --events 1000000
              tools/bench replay --json >figures.jsonl
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Option(help: "Events to replay.")
    var events = 10_000_000
    @Option(help: "Rounds.")
    var rounds = 3
    @Option(help: "Where to write, on the disk to be measured; a new folder is removed afterwards.")
    var directory = ".build-bench"

    func validate() throws {
        guard events >= 1_000, rounds >= 1 else { throw ValidationError("at least 1,000 events and one round") }
    }

    func run() async throws {
        let work = try WorkDirectory(directory)
        defer { work.remove() }
        let report = Report(isJSON: json)
        try report.begin(Machine(directory: work.path), settings: "\(events) events, \(rounds) rounds")
        let progress = Progress("replay")
        let log = try await TicketLog.make(try work.fresh("replay"), count: events, progress)
        work.settle()
        let peer = try ReplayPeer(log, in: try work.fresh("sqlite"), progress)
        let protobuf = try ProtobufPeer(log, in: try work.fresh("protobuf"))
        var decoded: [Double] = []
        var figures: [Part: [Double]] = [:]
        var alone: [ProjectionAlone: [Double]] = [:]
        var scans: [Double] = []
        for round in 1...rounds {
            for part in Part.allCases {
                progress.say("round \(round) of \(rounds): \(part.rawValue)")
                let stopwatch = Stopwatch()
                let count = try await part.run(log)
                figures[part, default: []].append(Double(count) / stopwatch.seconds)
            }
            for part in ProjectionAlone.allCases {
                progress.say("round \(round) of \(rounds): \(part.rawValue) alone")
                let stopwatch = Stopwatch()
                let count = try part.run(log)
                alone[part, default: []].append(stopwatch.seconds / Double(count))
            }
            progress.say("round \(round) of \(rounds): SQLite")
            if let peer { scans.append(try peer.rowsPerSecond()) }
            progress.say("round \(round) of \(rounds): protobuf")
            if let protobuf { decoded.append(try protobuf.perSecond()) }
        }
        progress.clear()
        let projections = figures[.projections] ?? []
        try report.add(Self.rows(figures))
        try report.add(Self.beside("sqlite", projections, "SQLite scan of the same rows", scans))
        try report.add(Self.beside("protobuf", projections, ProtobufPeer.name, decoded))
        try report.add(Self.shares(alone, figures))
        try report.skip("replay.swiftprotobuf", why: "the package cannot be had where this is built")
        try report.remark("digest", Hex.encode(try await TicketLog.rebuild(log.log).digest))
        report.end()
    }

    /// What each projection costs by itself, beyond reading the envelopes, as a share of the whole rebuild.
    private static func shares(_ alone: [ProjectionAlone: [Double]], _ figures: [Part: [Double]]) -> [Row] {
        let whole = (figures[.projections] ?? []).map { 1 / $0 }
        let reading = alone[.events] ?? []
        return ProjectionAlone.allCases.map { part in
            let shares = zip(zip(alone[part] ?? [], reading), whole).map { times, whole in
                100 * (part == .events ? times.0 : max(0, times.0 - times.1)) / whole
            }
            return Row("replay.share.\(part)", "share of the rebuild: \(part.rawValue)", .percent, shares)
        }
    }

    /// The rebuild beside a peer; nothing where that is not on the machine.
    private static func beside(_ row: String, _ figures: [Double], _ peer: String, _ peers: [Double]) -> [Row] {
        guard !peers.isEmpty else { return [] }
        return [
            Row("replay.projections.\(row)", "the rebuild, again", .perSecond, figures, baseline: (peer, peers))
        ]
    }

    private static func rows(_ figures: [Part: [Double]]) -> [Row] {
        let scan = figures[.scan] ?? []
        return [
            Row("replay.scan", "reading every record of the log", .perSecond, scan),
            Row(
                "replay.projections", "rebuild of every projection", .perSecond, figures[.projections] ?? [],
                baseline: ("reading alone", scan), target: .atLeast(4_000_000, "4 million/s")),
            Row(
                "replay.engine", "the engine opened: state, projections and customers", .perSecond,
                figures[.engine] ?? [], baseline: ("reading alone", scan)),
        ]
    }

    /// What is measured, each from a cold start of the process's own state, with the log in the page cache.
    private enum Part: String, CaseIterable {
        case scan, projections, engine

        func run(_ log: TicketLog) async throws -> Int {
            switch self {
            case .scan: return try log.read { _ in }
            case .projections:
                return Int(try await TicketLog.rebuild(log.log).sequence)
            case .engine:
                var count = 0
                try await log.withEngine { engine in count = Int(await engine.look { $0.sequence }) }
                return count
            }
        }
    }
}
