internal import CivilTime
internal import JSONText
internal import Bytes
internal import CommitLog
internal import Merkle
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

    /// `body` if the bytes are text, otherwise `bodyBase64`.
    static func member(body: RawSpan) -> (name: String, value: JSON) {
        let content = body.array
        if let text = String(validating: content, as: UTF8.self) { return ("body", .string(text)) }
        return ("bodyBase64", .string(String(decoding: Base64.encode(content), as: UTF8.self)))
    }

    init(time milliseconds: Int64) { self = .string(Timestamp(milliseconds: milliseconds).text) }
}
