internal import Bytes
internal import CommitLog
internal import Threads

/// The new log of a salvage on its way: each record under the number that it had, a stand-in for each that is lost.
struct SalvagedLog {
    private let log: SegmentLog
    /// The time that the log takes for now: of the records being written.
    private let clock: Monitor<Int64>
    private var batch = RecordBatch()
    private var time: Int64?
    private var timeLast: Int64 = 0
    /// The number of the next record to add.
    private var next = SequenceNumber.first
    private var written = SequenceNumber.zero

    /// Creates the log in a directory that is empty.
    init(_ path: String, like survey: LogSurvey, masterKey: MasterKey?, environment: LogEnvironment) throws(LogError) {
        let clock = Monitor(environment.wallMilliseconds())
        var environment = environment
        environment.wallMilliseconds = { clock.withLock { $0 } }
        var options = LogOptions()
        options.masterKey = survey.isEncrypted ? masterKey : nil
        options.keepsEvidence = survey.keepsEvidence
        options.repacks = false
        options.fillsSegments = false
        log = try SegmentLog.open(path, options: options, environment: environment)
        self.clock = clock
    }

    /// Adds the records of a chunk, which goes on where this stands.
    mutating func add(_ chunk: RecordChunk) throws(CommitLogError) {
        precondition(chunk.first == next, "every record keeps its number")
        timeLast = chunk.time
        try chunk.forEach { record throws(CommitLogError) in
            let size = record.encoded.byteCount + Varint.byteCount(UInt64(record.encoded.byteCount))
            if batch.bytes.count + size > Limits.frameRawBytesTarget { try flush() }
            try batch.append(encoded: record.encoded)
            time = time ?? chunk.time
        }
        next = chunk.last.next
    }

    /// Adds stand-ins up to record `end`, without it.
    mutating func addLost(before end: UInt64) throws(CommitLogError) {
        while next.value < end {
            if batch.bytes.count >= Limits.frameRawBytesTarget { try flush() }
            try batch.appendLost()
            next = next.next
        }
    }

    /// Waits until what was added is durable: there is never more than one frame on its way.
    private mutating func flush() throws(CommitLogError) {
        guard !batch.isEmpty else { return }
        let time = time ?? timeLast
        clock.withLock { $0 = time }
        _ = try log.appendBlocking(batch, expecting: written)
        written = written.advanced(by: batch.count)
        batch.removeAll()
        self.time = nil
    }

    /// Ends the log. Whatever happened before, it is closed on return.
    mutating func finish() throws(CommitLogError) {
        do throws(CommitLogError) {
            try flush()
        } catch {
            log.close()
            throw error
        }
        log.close()
    }

    func abandon() { log.close() }
}
