import Bytes
import CommitLog
import Foundation
import SegmentLog
import Testing

/// Old logs open for ever, and newer ones are refused by name.
@Suite struct GoldenTests {
    /// A new version of the format gets its logs by one run with PAIDAN_WRITE_GOLDEN=1. Existing ones are never
    /// written again.
    @Test("The format's present version has a golden log of each kind", arguments: GoldenLog.recipes)
    func present(_ recipe: LogRecipe) throws {
        let version = Int(FormatContract.codes["versions"]?["segmentHeader"] ?? 0)
        let golden = GoldenLog(version: version, name: recipe.name, isEncrypted: recipe.isEncrypted)
        let isMissing = !FileManager.default.fileExists(atPath: golden.path)
        if isMissing, ProcessInfo.processInfo.environment["PAIDAN_WRITE_GOLDEN"] != nil {
            try GoldenLog.write(recipe, version: version)
        } else {
            #expect(!isMissing, "\(golden.testDescription) is missing; write it with PAIDAN_WRITE_GOLDEN=1")
        }
    }

    @Test("A golden log reads as it always did", arguments: GoldenLog.kept)
    func reads(_ golden: GoldenLog) throws {
        let expected = try golden.expectedLines
        #expect(expected.count >= 30)
        let swift = try readWithSwift(golden.path, key: golden.isEncrypted ? try World.masterKey() : nil)
        expectEqual(swift.lines, expected, "Swift, \(golden.testDescription)")
        let python = try readWithPython(golden.path, key: golden.isEncrypted ? MasterKeyFile() : nil)
        #expect(python.status == 0, "\(golden.testDescription): \(python.said)")
        expectEqual(python.lines, expected, "Python, \(golden.testDescription)")
        #expect(swift.tornTails == (golden.name.hasSuffix("killed") ? 1 : 0))
    }

    @Test("A golden log is written on, and both readers find old and new records", arguments: GoldenLog.kept)
    func grows(_ golden: GoldenLog) throws {
        let folder = try Folder()
        try copyLog(golden.path, to: folder.path("log"))
        var options = LogOptions()
        options.segmentBytes = 16 << 10
        options.fillsSegments = false
        options.repacks = false
        options.masterKey = golden.isEncrypted ? try World.masterKey() : nil
        let log = try SegmentLog.open(folder.path("log"), options: options, environment: World(seed: 3).environment)
        let new = LoggedRecord(type: 5, subjects: [6], body: Array("new".utf8))
        let expected = try golden.expectedLines
        let range = try log.appendBlocking(try [new].batch())
        #expect(range.upperBound.value == UInt64(expected.count + 1))
        try log.seal()
        log.close()

        let lines = expected + [new.line(expected.count + 1)]
        let swift = try readWithSwift(folder.path("log"), key: options.masterKey)
        expectEqual(swift.lines, lines, "Swift, \(golden.testDescription)")
        let python = try readWithPython(folder.path("log"), key: golden.isEncrypted ? MasterKeyFile() : nil)
        #expect(python.status == 0, "\(golden.testDescription): \(python.said)")
        expectEqual(python.lines, lines, "Python, \(golden.testDescription)")
    }

    /// A file with one field set to something, its checksum right.
    struct Change: Sendable, CustomTestStringConvertible {
        var golden: String
        var file: String
        var offset: Int
        var byte: UInt8
        /// The structure's size; 0 for the whole file.
        var covered: Int
        var says: String
        var testDescription: String { "\(golden)/\(file) at \(offset): \(says)" }

        func apply(to log: URL) throws {
            let url = log.appending(path: file)
            var bytes = [UInt8](try Data(contentsOf: url))
            bytes[offset] = byte
            let sum = bytes.bytes.extracting(12..<(covered == 0 ? bytes.count : covered)).crc32c
            bytes.replace(at: 8, littleEndian: sum)
            try Data(bytes).write(to: url)
        }
    }

    static let first = FormatContract.segmentFileName(number: 1, generation: 0)
    static let unknown: [Change] = [
        Change(golden: "v1-sealed", file: "manifest", offset: 12, byte: 9, covered: 0, says: "format version 9"),
        Change(golden: "v1-sealed", file: "manifest", offset: 16, byte: 32, covered: 0, says: "bit 5"),
        Change(golden: "v1-sealed", file: first, offset: 12, byte: 9, covered: 4096, says: "format version 9"),
        Change(golden: "v1-sealed", file: first, offset: 16, byte: 32, covered: 4096, says: "bit 5"),
        Change(golden: "v1-unsealed", file: first, offset: 12, byte: 9, covered: 4096, says: "format version 9"),
        Change(golden: "v1-unsealed", file: first, offset: 16, byte: 32, covered: 4096, says: "bit 5"),
        Change(golden: "v1-encrypted", file: "keyring", offset: 12, byte: 9, covered: 0, says: "format version 9"),
    ]

    @Test("An unknown version or required feature is refused by name, and not as corruption", arguments: unknown)
    func refused(_ change: Change) throws {
        let folder = try Folder()
        try copyLog("\(GoldenLog.folder.path(percentEncoded: false))/\(change.golden)", to: folder.path("log"))
        try change.apply(to: folder.url("log"))
        let isEncrypted = change.golden.contains("encrypted")
        do {
            _ = try readWithSwift(folder.path("log"), key: isEncrypted ? try World.masterKey() : nil)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(change.says), "\(error)")
            #expect(!"\(error)".contains("corruption"), "\(error)")
        }
        let python = try readWithPython(folder.path("log"), key: isEncrypted ? MasterKeyFile() : nil)
        #expect(python.status == 1)
        #expect(python.said.contains(change.says), "\(python.said)")
    }

    @Test("An unknown optional feature is ignored, and kept when the log is written on")
    func optional() throws {
        let folder = try Folder()
        let golden = GoldenLog(version: 1, name: "sealed", isEncrypted: false)
        try copyLog(golden.path, to: folder.path("log"))
        try Change(golden: "", file: "manifest", offset: 28, byte: 1, covered: 0, says: "").apply(to: folder.url("log"))
        expectEqual(try readWithSwift(folder.path("log")).lines, try golden.expectedLines, "Swift")
        expectEqual(try readWithPython(folder.path("log")).lines, try golden.expectedLines, "Python")
        let log = try SegmentLog.open(folder.path("log"), environment: World(seed: 4).environment)
        log.close()
        #expect(try Data(contentsOf: folder.url("log/manifest"))[28] == 1)
    }
}
