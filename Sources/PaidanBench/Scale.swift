internal import SegmentLog

/// How much is measured. Only `dry` is too little for figures: it shows that everything runs.
enum Scale {
    case dry, quick, normal, full

    /// Rounds of the quick contests.
    var rounds: Int { pick(1, 3, 5) }
    /// Rounds of those that take seconds each.
    var longRounds: Int { pick(1, 3, 3) }

    /// Writes with a sync each, a round.
    var syncs: Int { pick(20, 1_500, 3_000) }
    /// Records appended as fast as possible, a round.
    var pipelinedRecords: Int { pick(2_000, 1_000_000, 4_000_000) }
    /// Appends of each of the closed-loop writers, a round.
    var appendsPerWriter: Int { pick(2, 150, 500) }
    var sqliteRows: Int { pick(1_000, 200_000, 500_000) }
    var redisAppends: Int { pick(1_600, 200_000, 500_000) }
    /// Records of the log that is scanned and audited.
    var scannedRecords: Int { pick(3_000, 1_500_000, 4_000_000) }
    /// Records whose bytes on disk are compared with JSON lines.
    var comparedRecords: Int { pick(3_000, 200_000, 1_000_000) }
    var followedAppends: Int { pick(20, 1_000, 4_000) }
    /// Seconds of the offered load of 200,000 records a second, a round.
    var offeredSeconds: Double { pick(0.01, 1, 3) }
    /// Records in the logs whose opening is timed.
    var openedRecords: [Int] {
        switch self {
        case .dry: [2_000]
        case .quick: [1_000_000]
        case .normal: [1_000_000, 10_000_000]
        case .full: [1_000_000, 10_000_000, 100_000_000]
        }
    }
    /// Of a log whose opening is timed with as many unsealed segments as there can be: bytes of each; nil if not timed.
    var unsealedSegmentBytes: Int? {
        switch self {
        case .dry: 256 << 10
        case .quick, .normal: nil
        case .full: Limits.segmentBytes
        }
    }
    /// Events kept in memory to append from.
    var corpusRecords: Int { pick(1_000, 200_000, 1_000_000) }

    var name: String {
        switch self {
        case .dry: "dry run: no figure means anything"
        case .quick: "quick run"
        case .normal: "normal run"
        case .full: "full run"
        }
    }

    private func pick<Value>(_ dry: Value, _ quick: Value, _ normal: Value) -> Value {
        switch self {
        case .dry: dry
        case .quick: quick
        case .normal, .full: normal
        }
    }
}
