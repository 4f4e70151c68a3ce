internal import Bytes
internal import SegmentLog

/// Bytes on disk a record, beside JSON lines of the same events compressed as hard as `lz4 -9` does.
enum SizeRows {
    static func run(_ bench: LogBench) throws {
        let progress = Progress("size")
        progress.say("filling")
        for (shape, name, what) in [
            (Corpus.Shape.full, "full", "events of 125 bytes"), (.status, "status", "status-like events"),
        ] {
            let rows = try rows(shape, name, what, bench)
            progress.clear()
            try bench.report.add(rows)
        }
    }

    private static func rows(
        _ shape: Corpus.Shape, _ name: String, _ what: String, _ bench: LogBench
    ) throws -> [Row] {
        let count = bench.scale.comparedRecords
        let corpus = Corpus(shape, count: count, seed: LogBench.seed)
        // Only without text and callers' keys is there something to expect: those do not compress.
        let isStatus = shape == .status
        let json = compressedJSON(shape, count)
        func row(_ stage: String, _ title: String, _ byteCount: Int, target: Target? = nil) -> Row {
            Row(
                "size.\(name).\(stage)", "bytes on disk a record, \(what), \(title)", .bytes,
                [Double(byteCount) / Double(count)], baseline: ("JSON lines under lz4 -9", [json]), target: target)
        }
        let written = try frames(bench) { path in
            try LogUnderTest.with(path, { $0.repacks = false }) { log in
                try Pipeline(log: log, corpus: corpus, batchRecords: 1_000).append(count)
            }
        }
        let small = try frames(bench) { path in
            try LogUnderTest.with(path, { $0.repacks = false }) { log in
                // The frames that 64 writers who wait for each append make: 64 records each.
                for first in stride(from: 0, to: count, by: 64) {
                    _ = try log.appendBlocking(corpus.batch(from: first, count: min(64, count - first)))
                }
            }
        }
        let sealed = try [false, true].map { isRepacked in
            try frames(bench) { path in _ = try FilledLog(path, corpus: corpus, count: count, isRepacked: isRepacked) }
        }
        let ratio = Double(written.rawBytes) / Double(written.storedBytes)
        var rows = [
            Row("size.\(name).ratio", "\(what): size before compression to size as written", .ratio, [ratio]),
            row("small", "written 64 at a time", small.storedBytes),
            row("written", "written in large frames", written.storedBytes),
            row("sealed", "sealed, footers included", sealed[0].fileBytes),
            row(
                "repacked", "sealed and repacked", sealed[1].fileBytes,
                target: isStatus ? .atMost(12, "12 bytes") : nil),
        ]
        if isStatus {
            rows.append(
                row(
                    "third", "the same", sealed[1].fileBytes,
                    target: .atMost(timesBaseline: 1.0 / 3, "a third of JSON lines under lz4 -9")))
        }
        return rows
    }

    private static func frames(_ bench: LogBench, _ fill: (String) throws -> Void) throws -> StoredFrames {
        try bench.withFreshPath("size") { path in
            try fill(path)
            return try StoredFrames(log: path)
        }
    }

    /// LZ4-HC at level 9 in independent blocks of 4 MiB, as the `lz4` command packs by default.
    private static func compressedJSON(_ shape: Corpus.Shape, _ count: Int) -> Double {
        let lines = Corpus.jsonLines(shape, count: count, seed: LogBench.seed)
        var packed: [UInt8] = []
        for start in stride(from: 0, to: lines.count, by: 4 << 20) {
            let block = lines.bytes.extracting(start..<min(start + 4 << 20, lines.count))
            _ = LZ4.compress(block, effort: .high(9), to: &packed)
        }
        return Double(packed.count) / Double(count)
    }
}
