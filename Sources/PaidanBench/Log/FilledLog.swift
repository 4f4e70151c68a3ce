internal import Bytes
internal import CommitLog
internal import SegmentLog

/// A log with records in sealed segments, kept for several contests.
struct FilledLog {
    let path: String

    /// Appends `count` records and seals them; with `isRepacked`, waits until all are repacked too.
    init(_ path: String, corpus: Corpus, count: Int, isRepacked: Bool) throws {
        self.path = path
        try LogUnderTest.with(path, { $0.repacks = isRepacked }) { log in
            try Pipeline(log: log, corpus: corpus, batchRecords: 1_000).append(count)
            try log.seal()
            if isRepacked { try log.finishRepacking { _ in } }
        }
    }

    /// Reads all records through the log's cursor and touches each.
    /// - Returns: how many there are, and a sum over their bytes that shows that they were there.
    func scan() throws -> (records: Int, sum: UInt64) {
        let reader = try SegmentLogReader.open(path, environment: LogUnderTest.environment())
        let cursor = reader.read(from: .first)
        var result = (records: 0, sum: UInt64(0))
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                let body = record.body
                result.records += 1
                result.sum += UInt64(body.byte(at: body.byteCount - 1)) + UInt64(body.byteCount)
            }
        }
        return result
    }
}
