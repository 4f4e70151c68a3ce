import Bytes
import CommitLog
import Foundation
import SegmentLog
import Testing

/// The second reader, written from the description, reads what this package writes, record by record.
@Suite struct SecondReaderTests {
    static let recipes: [LogRecipe] = [
        LogRecipe(name: "sealed", seed: 1, segmentBytes: 64 << 10, epochs: [3000], ending: .sealed),
        LogRecipe(name: "cleanly closed, several epochs", seed: 2, segmentBytes: 64 << 10, epochs: [900, 1, 700, 40]),
        LogRecipe(name: "without a seal in 16 KiB segments", seed: 3, epochs: [500, 500], batchMax: 8),
        LogRecipe(
            name: "encrypted, several epochs", seed: 4, segmentBytes: 64 << 10, isEncrypted: true,
            epochs: [800, 800, 3], ending: .sealed),
        LogRecipe(
            name: "encrypted, killed", seed: 5, segmentBytes: 64 << 10, isEncrypted: true, epochs: [500, 300],
            ending: .killed(tornShare: 0.4)),
        LogRecipe(
            name: "killed with a torn tail", seed: 6, segmentBytes: 1 << 20, epochs: [700, 300],
            ending: .killed(tornShare: 0.6)),
        LogRecipe(
            name: "killed in a frame's header", seed: 7, segmentBytes: 1 << 20, epochs: [300],
            ending: .killed(tornShare: 0.01)),
        LogRecipe(
            name: "killed before anything was written", seed: 8, segmentBytes: 1 << 20, epochs: [300],
            ending: .killed(tornShare: 0)),
        LogRecipe(
            name: "repacked", seed: 9, segmentBytes: 64 << 10, epochs: [1500, 1500], batchMax: 4, ending: .repacked),
        LogRecipe(
            name: "repacked and encrypted", seed: 10, segmentBytes: 64 << 10, isEncrypted: true, epochs: [1500, 1500],
            batchMax: 4, ending: .repacked),
        LogRecipe(
            name: "without evidence", seed: 11, segmentBytes: 64 << 10, keepsEvidence: false, epochs: [1500, 10],
            ending: .sealed),
        LogRecipe(name: "uncompressed", seed: 12, segmentBytes: 64 << 10, compresses: false, epochs: [1500]),
        // More than one mark, and block roots in marks and footers.
        LogRecipe(
            name: "many tiny records", seed: 13, segmentBytes: 1 << 20, epochs: [300_000, 50_000], batchMax: 40_000,
            tinyRecords: true),
        LogRecipe(name: "new and empty", seed: 14, epochs: [0]),
        // The footer comes behind the mark of the clean close, whose time is later than that of the last record.
        LogRecipe(name: "sealed after a clean close", seed: 15, epochs: [30, 0], ending: .sealed),
    ]

    @Test("Python reads the records that Swift reads, and those are the ones appended", arguments: recipes)
    func sameRecords(_ recipe: LogRecipe) throws {
        let folder = try Folder()
        let expected = try recipe.write(to: folder.path("log")).lines
        let key = recipe.isEncrypted ? try World.masterKey() : nil
        let swift = try readWithSwift(folder.path("log"), key: key)
        expectEqual(swift.lines, expected, "Swift, \(recipe.testDescription)")
        let environment = World(seed: 2).environment
        let report = try Verification.run(folder.path("log"), masterKey: key, environment: environment) { _ in }
        #expect(report.corruptions == [], "\(recipe.testDescription)")

        let python = try readWithPython(folder.path("log"), key: recipe.isEncrypted ? MasterKeyFile() : nil)
        #expect(python.status == 0, "\(recipe.testDescription): \(python.said)")
        expectEqual(python.lines, expected, "Python, \(recipe.testDescription)")

        let told = python.said.split(separator: "\n").count { $0.hasPrefix("torn tail in ") }
        #expect(told == swift.tornTails)
        if case .killed(let share) = recipe.ending { #expect(swift.tornTails == (share > 0 ? 1 : 0)) }
    }

    @Test("Both readers refuse a log whose last durable frame was made zeros after a clean close")
    func lostTail() throws {
        let folder = try Folder()
        let recipe = LogRecipe(name: "clean", seed: 21, segmentBytes: 64 << 10, epochs: [50])
        _ = try recipe.write(to: folder.path("log"))
        let segment = folder.url("log/\(FormatContract.segmentFileName(number: 1, generation: 0))")
        var bytes = [UInt8](try Data(contentsOf: segment))
        bytes.replaceSubrange(4096..., with: repeatElement(0, count: bytes.count - 4096))
        try Data(bytes).write(to: segment)
        #expect(throws: LogError.self) { try readWithSwift(folder.path("log")) }
        let python = try readWithPython(folder.path("log"))
        #expect(python.status == 2)
        #expect(python.said.contains("50 was durable"))
    }

    @Test("A footer stands behind the mark of a clean close, not over it")
    func footerBehindMark() throws {
        let folder = try Folder()
        let recipe = LogRecipe(name: "sealed after a clean close", seed: 23, epochs: [30, 0], ending: .sealed)
        _ = try recipe.write(to: folder.path("log"))
        let name = FormatContract.segmentFileName(number: 1, generation: 0)
        let bytes = [UInt8](try Data(contentsOf: folder.url("log/\(name)")))
        let frame = try #require(try Contract.load().structures["frameHeader"])
        let places = Dictionary(uniqueKeysWithValues: frame.fields.map { ($0.name, $0.offset ?? 0) })
        let size = try #require(frame.size)
        var kinds: [UInt8] = []
        var offset = 4096
        while offset < bytes.count {
            kinds.append(bytes[offset + places["kind", default: 0]])
            let stored = bytes.bytes.uint32(at: offset + places["storedBytes", default: 0])
            offset += size + (Int(stored) + 7) / 8 * 8
        }
        #expect(kinds.suffix(2) == [1, 2])
    }

    @Test("The second reader asks for the master key, and says when it is another one")
    func masterKeys() throws {
        let folder = try Folder()
        let recipe = LogRecipe(name: "encrypted", seed: 22, isEncrypted: true, epochs: [10])
        _ = try recipe.write(to: folder.path("log"))
        let without = try readWithPython(folder.path("log"))
        #expect(without.status == 1 && without.said.contains("give its master key"))
        var keyring = try Data(contentsOf: folder.url("log/keyring"))
        keyring[keyring.count - 1] ^= 1
        try keyring.write(to: folder.url("log/keyring"))
        let changed = try readWithPython(folder.path("log"), key: MasterKeyFile())
        #expect(changed.status == 2 && changed.said.contains("checksum"))
    }
}
