internal import CivilTime
internal import JSONText
internal import Bytes
internal import CommitLog

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
        let body = JSON.member(body: record.body)
        bytes += "],\"\(body.name)\":".utf8
        body.value.append(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }
}
