import Bytes
import CommitLog
import Foundation
import SegmentLog
import Testing

/// A record as tests write it, read it and compare it.
struct LoggedRecord: Hashable {
    var type: UInt32
    var subjects: [UInt64]
    var body: [UInt8]

    /// The line by which the second reader tells the record.
    func line(_ sequence: Int) -> String {
        let listed = subjects.map { "\($0)" }.joined(separator: ",")
        return "{\"sequence\":\(sequence),\"type\":\(type),\"subjects\":[\(listed)],"
            + "\"body\":\"\(Data(body).base64EncodedString())\"}"
    }

    /// Mostly small text that compresses; sometimes empty, large, incompressible, or with many subjects.
    static func random(using random: inout some RandomNumberGenerator) -> LoggedRecord {
        let words = ["订单", "派单", "ticket", "customer", "agent", "offer", "ring", "stage", "deadline", " "]
        var body: [UInt8] = []
        switch Int.random(in: 0..<20, using: &random) {
        case 0: break
        case 1: body = (0..<Int.random(in: 1..<3000, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        default:
            for _ in 0..<Int.random(in: 1..<20, using: &random) {
                body += Array((words.randomElement(using: &random) ?? "").utf8)
            }
        }
        let width = UInt64.random(in: 0..<64, using: &random)
        let count = [0, 0, 1, 1, 2, 3, 32].randomElement(using: &random) ?? 0
        let subjects = (0..<count).map { _ in UInt64.random(in: 0...(.max >> width), using: &random) }
        let type = ([0, 1, 7, 300, .max - 1] as [UInt32]).randomElement(using: &random) ?? 0
        return LoggedRecord(type: type, subjects: subjects, body: body)
    }
}

extension [LoggedRecord] {
    var lines: [String] { enumerated().map { $1.line($0 + 1) } }

    func batch() throws -> RecordBatch {
        var batch = RecordBatch()
        for record in self { try batch.append(record.body, type: record.type, subjects: record.subjects) }
        return batch
    }
}

/// What this package's own reader gives of the log in `path`, as lines, and what it says of torn tails.
func readWithSwift(_ path: String, key: MasterKey? = nil) throws -> (lines: [String], tornTails: Int) {
    let reader = try SegmentLogReader.open(path, masterKey: key, environment: World(seed: 1).environment)
    let cursor = reader.read(from: .first)
    var lines: [String] = []
    while let chunk = try cursor.nextChunk() {
        chunk.forEach { record in
            let logged = LoggedRecord(type: record.type, subjects: record.subjects, body: record.body.array)
            lines.append(logged.line(Int(record.sequence.value)))
        }
    }
    return (lines, reader.recovery.tornTails.count)
}

/// What the second reader gives of it.
func readWithPython(
    _ path: String, key: MasterKeyFile? = nil
) throws -> (status: Int32, lines: [String], said: String) {
    let reader = Repository.file("schemas/log/reader.py").path(percentEncoded: false)
    return try runPython([reader, path, "--json"] + (key.map { ["--master-key", $0.path] } ?? []))
}

/// Runs Python with the packages of the tools.
func runPython(_ arguments: [String]) throws -> (status: Int32, lines: [String], said: String) {
    let folder = try Folder()
    let python = Repository.file(".build-python/bin/python")
    try #require(
        FileManager.default.isExecutableFile(atPath: python.path(percentEncoded: false)),
        "the second reader needs .build-python: run tools/setup")
    for name in ["out", "err"] { try Data().write(to: folder.url(name)) }
    let process = Process()
    process.executableURL = python
    process.arguments = ["-B"] + arguments
    let out = try FileHandle(forWritingTo: folder.url("out"))
    let err = try FileHandle(forWritingTo: folder.url("err"))
    process.standardOutput = out
    process.standardError = err
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: folder.url("out")), as: UTF8.self)
    let said = String(decoding: try Data(contentsOf: folder.url("err")), as: UTF8.self)
    return (process.terminationStatus, text.split(separator: "\n").map(String.init), said)
}

/// The tests' master key in a file.
final class MasterKeyFile: Sendable {
    private let folder: Folder
    var path: String { folder.path("master") }

    init() throws {
        folder = try Folder()
        try Data(World.masterKeyText.utf8).write(to: folder.url("master"))
    }
}

/// Compares long lists without printing them whole.
func expectEqual(_ found: [String], _ expected: [String], _ whose: Comment) {
    let difference = zip(found, expected).first { $0 != $1 }
    #expect(difference?.0 == difference?.1, whose)
    #expect(found.count == expected.count, whose)
}
