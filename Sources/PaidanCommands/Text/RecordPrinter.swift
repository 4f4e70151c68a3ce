internal import Bytes
internal import CommitLog
internal import Merkle

/// Prints records, as lines or as JSON objects.
///
/// A record that stands for a lost one has nothing to print: among lines it is left out and counted, among objects
/// its type says what it is.
struct RecordPrinter: ~Copyable {
    private let asJSON: Bool
    private var output: LineOutput
    private(set) var lostCount: UInt64 = 0

    init(_ sink: any ByteSink, asJSON: Bool) {
        self.asJSON = asJSON
        output = LineOutput(sink)
    }

    mutating func print(_ chunk: RecordChunk) throws(Refusal) {
        let time = chunk.time
        let asJSON = asJSON
        try chunk.forEach { record throws(Refusal) in
            if asJSON {
                try output.add { bytes in Self.append(record, time: time, to: &bytes) }
            } else if record.type == RecordType.lost {
                lostCount += 1
            } else {
                try output.add(line: record.body)
            }
        }
    }

    mutating func flush() throws(Refusal) { try output.flush() }

    /// Member by member, as a log may have a hundred million.
    private static func append(_ record: borrowing RecordView, time: Int64, to bytes: inout [UInt8]) {
        bytes += "{\"sequence\":\(record.sequence),\"time\":\"\(Timestamp(milliseconds: time).text)\"".utf8
        bytes += ",\"type\":\(record.type),\"subjects\":[".utf8
        bytes += record.subjects.map { String($0) }.joined(separator: ",").utf8
        bytes += "],".utf8
        append(body: record.body, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// The member `body` if the bytes are text, otherwise `bodyBase64`.
    private static func append(body: RawSpan, to bytes: inout [UInt8]) {
        let content = body.array
        if String(validating: content, as: UTF8.self) != nil {
            bytes += "\"body\":".utf8
            JSON.append(string: body, to: &bytes)
        } else {
            bytes += "\"bodyBase64\":\"".utf8
            bytes += Base64.encode(content)
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
