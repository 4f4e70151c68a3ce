internal import CommitLog
internal import SegmentLog

// What several reports say.

extension JSON {
    init(_ tail: RecoveryReport.TornTail) {
        self = [
            "file": .string(tail.file), "offset": JSON(tail.offset), "bytes": JSON(tail.byteCount),
            "fault": .string(tail.fault), "copy": JSON(tail.copy),
        ]
    }

    init(_ corruption: LogCorruption) {
        self = [
            "file": .string(corruption.file), "offset": JSON(corruption.offset), "what": .string(corruption.what),
        ]
    }

    init(time milliseconds: Int64) { self = .string(Timestamp(milliseconds: milliseconds).text) }
}
