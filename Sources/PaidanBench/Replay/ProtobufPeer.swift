internal import Bytes
internal import CommitLog
internal import Foundation

/// Protobuf's own implementation on the same records: upb, in C, called from Python, as SwiftProtobuf is not to be had.
struct ProtobufPeer {
    static let name = "protobuf's upb, called from Python"
    private static let python = ".build-python/bin/python"
    private static let script = "tools/benching/decode.py"
    private static let contract = "schemas/events/events.proto"
    /// Python keeps them all in memory.
    private static let recordsMax = 1_000_000

    private let records: String

    /// Nil where Python or its packages are not there.
    init?(_ log: TicketLog, in folder: String) throws {
        let files = FileManager.default
        guard [Self.python, Self.script, Self.contract].allSatisfy(files.fileExists(atPath:)) else { return nil }
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        records = folder + "/records"
        try Data().write(to: URL(fileURLWithPath: records))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: records))
        var count = 0
        _ = try log.read { chunk in
            var bytes: [UInt8] = []
            chunk.forEach { record in
                guard count < Self.recordsMax else { return }
                count += 1
                let body = record.bodyBytes
                bytes.append(littleEndian: UInt32(body.count))
                bytes += body
            }
            try file.write(contentsOf: Data(bytes))
        }
        try file.close()
    }

    /// Records decoded a second.
    func perSecond() throws -> Double {
        let said = String(
            decoding: try ChildProcess(Self.python, [Self.script, Self.contract, records]).finish(), as: UTF8.self)
        guard let figure = said.split(separator: " ").first.flatMap({ Double($0) }) else {
            throw BenchError.unexpected("\(Self.script) said \(said)")
        }
        return figure
    }
}
