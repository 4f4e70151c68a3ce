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
        var figures: [Part: [Double]] = [:]
        for round in 1...rounds {
            for part in Part.allCases {
                progress.say("round \(round) of \(rounds): \(part.rawValue)")
                let stopwatch = Stopwatch()
                let count = try await part.run(log)
                figures[part, default: []].append(Double(count) / stopwatch.seconds)
            }
        }
        progress.clear()
        try report.add(Self.rows(figures))
        report.end()
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
            case .scan: return try Self.read(log) { _ in }
            case .projections:
                var projected = Projected(registry: Registry())
                return try Self.read(log) { chunk in try projected.fold(chunk) }
            case .engine:
                var count = 0
                try await log.withEngine { engine in count = Int(await engine.look { $0.sequence }) }
                return count
            }
        }

        private static func read(_ log: TicketLog, _ body: (RecordChunk) throws -> Void) throws -> Int {
            let reader = try SegmentLogReader.open(log.log, environment: LogUnderTest.environment())
            let cursor = reader.read(from: .first)
            var count = 0
            while let chunk = try cursor.nextChunk() {
                count += chunk.count
                try body(chunk)
            }
            return count
        }
    }
}

extension Projected {
    fileprivate mutating func fold(_ chunk: RecordChunk) throws {
        try chunk.forEach { record throws(any Error) in
            let event = try EventView(record.body, recordType: record.type)
            try fold(event, sequence: record.sequence.value)
        }
    }
}
