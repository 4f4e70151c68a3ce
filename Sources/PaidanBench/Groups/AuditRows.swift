internal import Bytes
internal import CommitLog
internal import Crypto
internal import Merkle
internal import SegmentLog

/// Reading every record and computing the Merkle root from nothing, as an auditor would who trusts no stored hash.
enum AuditRows {
    private static let replay = "replay with root"
    private static let plain = "SHA-256 of the same bytes"

    static func run(_ bench: LogBench) throws {
        let progress = Progress("audit")
        let count = bench.scale.scannedRecords
        progress.say("filling")
        let log = try FilledLog(
            bench.directory.fresh("audit"), corpus: bench.corpus, count: count, isRepacked: false)
        let reader = try SegmentLogReader.open(log.path, environment: LogUnderTest.environment())
        let expected = try LogEvidence(reader).frontier(through: reader.durable).root()
        let standings = try Contest(contestants: [
            contestant(replay, count) {
                guard try root(of: reader) == expected else { throw BenchError.unexpected("another root") }
            },
            contestant(plain, count) { try sha256(reader) },
        ]).run(rounds: bench.scale.rounds, progress)
        progress.clear()
        try bench.report.add([
            Row(
                "audit.replay", "audit replay with Merkle root", .perSecond, standings.figures(replay, .perSecond),
                baseline: ("replay with one SHA-256 over the same bytes", standings.figures(plain, .perSecond)),
                target: .atLeast(1_500_000, "1.5 million/s"))
        ])
        try bench.directory.discard(log.path)
    }

    private static func contestant(_ name: String, _ records: Int, _ body: @escaping () throws -> Void) -> Contestant {
        Contestant(name: name) { _ in
            let stopwatch = Stopwatch()
            try body()
            return [.perSecond: Double(records) / stopwatch.seconds]
        }
    }

    private static func root(of reader: SegmentLogReader) throws -> NodeHash {
        var hasher = BlockHasher()
        let cursor = reader.read(from: .first)
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in _ = hasher.append(record.encoded) }
        }
        return hasher.frontier.root()
    }

    private static func sha256(_ reader: SegmentLogReader) throws {
        var hash = SHA256()
        let cursor = reader.read(from: .first)
        while let chunk = try cursor.nextChunk() {
            unsafe chunk.encoded.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        }
        _ = hash.finalize()
    }
}
