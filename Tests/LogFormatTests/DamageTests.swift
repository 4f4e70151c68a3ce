import CommitLog
import Foundation
import Seeds
import SegmentLog
import Testing

/// Verification and the second reader come to the same verdict about a damaged log: how many records there are and
/// what is torn, or that it is corrupt.
@Suite struct DamageTests {
    static let recipes: [LogRecipe] = [
        LogRecipe(name: "closed", seed: 31, segmentBytes: 64 << 10, epochs: [40, 20], batchMax: 6),
        LogRecipe(
            name: "killed", seed: 32, segmentBytes: 64 << 10, epochs: [40, 20], batchMax: 6,
            ending: .killed(tornShare: 0.7)),
        LogRecipe(
            name: "encrypted", seed: 33, segmentBytes: 64 << 10, isEncrypted: true, epochs: [40, 20], batchMax: 6,
            ending: .killed(tornShare: 0.2)),
        LogRecipe(
            name: "one epoch", seed: 34, segmentBytes: 64 << 10, epochs: [60], batchMax: 3,
            ending: .killed(tornShare: 0)),
        LogRecipe(name: "sealed", seed: 35, segmentBytes: 16 << 10, epochs: [60, 40], batchMax: 6, ending: .sealed),
        LogRecipe(
            name: "sealed and encrypted", seed: 36, segmentBytes: 16 << 10, isEncrypted: true, epochs: [60, 40],
            batchMax: 6, ending: .sealed),
        LogRecipe(name: "repacked", seed: 37, segmentBytes: 16 << 10, epochs: [90, 9], batchMax: 3, ending: .repacked),
    ]
    static let damagesPerLog = 120

    @Test("Swift and Python judge random damage alike", arguments: recipes)
    func sameVerdicts(_ recipe: LogRecipe) throws {
        let folder = try Folder()
        _ = try recipe.write(to: folder.path("log"))
        try #require(
            try judgeWithSwift(folder.path("log"), key: recipe.isEncrypted ? World.masterKey() : nil) != "refused")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("log")).sorted()
            .filter { $0.hasSuffix(".segment") || ["manifest", "keyring"].contains($0) }
        var random = SplitMix64(seed: recipe.seed &* 1000)
        var damages: [String] = []
        for index in 0..<Self.damagesPerLog {
            // Mostly the first segment, where most of the records are.
            let segment = names.first { $0.hasSuffix(".segment") } ?? ""
            let name = index % 3 > 0 ? segment : names.randomElement(using: &random) ?? segment
            var bytes = [UInt8](try Data(contentsOf: folder.url("log/\(name)")))
            damages.append("\(name), " + Self.damage(&bytes, using: &random))
            try copyLog(folder.path("log"), to: folder.path("\(index)"))
            try Data(bytes).write(to: folder.url("\(index)/\(name)"))
        }
        let python = try judgeWithPython(folder, count: Self.damagesPerLog)
        try #require(python.count == Self.damagesPerLog)
        for (index, damage) in damages.enumerated() {
            let swift = judgeWithSwift(folder.path("\(index)"), key: recipe.isEncrypted ? try World.masterKey() : nil)
            #expect(swift == python[index], "\(recipe.testDescription), damage \(index): \(damage)")
        }
        // Both verdicts are among them.
        #expect(python.contains("refused"))
        #expect(python.contains { $0 != "refused" })
    }

    /// - Returns: what was done.
    private static func damage(_ bytes: inout [UInt8], using random: inout SplitMix64) -> String {
        let used = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
        let start = Int.random(in: 0..<min(bytes.count, used + 64), using: &random)
        let length = min(bytes.count - start, [1, 8, 96, 512, 4096].randomElement(using: &random) ?? 1)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            return "a bit at \(start)"
        case 1:
            bytes.replaceSubrange(start..<start + length, with: repeatElement(0, count: length))
            return "zeros at \(start), \(length) bytes"
        case 2:
            bytes.removeSubrange(start...)
            return "cut at \(start)"
        case 3:
            let source = Int.random(in: 0...bytes.count - length, using: &random)
            bytes.replaceSubrange(start..<start + length, with: Array(bytes[source..<source + length]))
            return "\(length) bytes from \(source) at \(start)"
        default:
            let end = min(bytes.count, (start / 512 + 1) * 512)
            bytes.replaceSubrange(start / 512 * 512..<end, with: repeatElement(0, count: end - start / 512 * 512))
            return "the sector at \(start / 512 * 512) lost"
        }
    }

    /// The number of records and of torn tails, or "refused".
    private func judgeWithSwift(_ path: String, key: MasterKey?) -> String {
        let environment = World(seed: 2).environment
        guard let report = try? Verification.run(path, masterKey: key, environment: environment, progress: { _ in }),
            report.corruptions.isEmpty
        else { return "refused" }
        return "\(report.records) records, torn: \(report.tornTails.count)"
    }

    /// The same by the second reader, in one run for the folders "0" to `count` - 1.
    private func judgeWithPython(_ folder: Folder, count: Int) throws -> [String] {
        let program = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from pathlib import Path
            from reader import Corruption, Log, Refused
            for number in range(int(sys.argv[3])):
                try:
                    log = Log(Path(sys.argv[2], str(number)), bytes(range(32)))
                    records = sum(1 for _ in log.records())
                    print(f"{records} records, torn: {len(log.torn)}")
                except (Corruption, Refused):
                    print("refused")
            """
        let schemas = Repository.file("schemas/log").path(percentEncoded: false)
        let run = try runPython(["-c", program, schemas, folder.root.path(percentEncoded: false), "\(count)"])
        #expect(run.status == 0, "\(run.said)")
        return run.lines
    }
}
