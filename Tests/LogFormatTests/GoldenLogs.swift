import CommitLog
import Foundation
import SegmentLog
import Testing

/// Logs written once by each version of the format and kept for ever, in `Golden/v<version>-<name>`. Beside them,
/// `records-<name>` has the lines that every reader gives for ever.
struct GoldenLog: Sendable, CustomTestStringConvertible {
    var version: Int
    var name: String
    var isEncrypted: Bool

    static let folder = Repository.file("Tests/LogFormatTests/Golden")

    var testDescription: String { "v\(version)-\(name)" }
    var url: URL { Self.folder.appending(path: testDescription) }
    var path: String { url.path(percentEncoded: false) }

    var expectedLines: [String] {
        get throws {
            let text = try Data(contentsOf: url.appendingPathExtension("records"))
            return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    /// Every log that is kept.
    static let kept: [GoldenLog] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { !$0.hasSuffix(".records") }.sorted().compactMap { name in
            let parts = name.dropFirst().split(separator: "-", maxSplits: 1)
            guard name.hasPrefix("v"), parts.count == 2, let version = Int(parts[0]) else { return nil }
            return GoldenLog(version: version, name: String(parts[1]), isEncrypted: parts[1].hasPrefix("encrypted"))
        }
    }()

    /// What each version of the format leaves behind.
    static let recipes: [LogRecipe] = [
        LogRecipe(name: "sealed", seed: 101, epochs: [30, 6], batchMax: 6, ending: .sealed),
        LogRecipe(name: "repacked", seed: 102, epochs: [40, 4], batchMax: 3, ending: .repacked),
        LogRecipe(name: "unsealed", seed: 103, epochs: [20, 10], batchMax: 6),
        LogRecipe(name: "killed", seed: 104, epochs: [20, 10], batchMax: 6, ending: .killed(tornShare: 0.5)),
        LogRecipe(name: "encrypted", seed: 105, isEncrypted: true, epochs: [20, 10], batchMax: 6, ending: .sealed),
        LogRecipe(
            name: "encrypted-killed", seed: 106, isEncrypted: true, epochs: [20, 10], batchMax: 6,
            ending: .killed(tornShare: 0.5)),
        LogRecipe(name: "no-evidence", seed: 107, keepsEvidence: false, epochs: [30], batchMax: 6, ending: .sealed),
    ]

    /// Writes the log of `recipe` and its records. Zeros at the end of an unsealed file are left off: a reader
    /// takes a file that ends there for one that goes on with zeros.
    static func write(_ recipe: LogRecipe, version: Int) throws {
        let golden = GoldenLog(version: version, name: recipe.name, isEncrypted: recipe.isEncrypted)
        let folder = try Folder()
        let lines = try recipe.write(to: folder.path("log")).lines
        try copyLog(folder.path("log"), to: golden.path)
        for name in try FileManager.default.contentsOfDirectory(atPath: golden.path) where name.hasSuffix(".segment") {
            let file = golden.url.appending(path: name)
            var bytes = try Data(contentsOf: file)
            let sealed = try FileManager.default.attributesOfItem(atPath: "\(golden.path)/\(name)")[.size] as? Int
            if sealed == recipe.segmentBytes {
                let end = (bytes.lastIndex { $0 != 0 } ?? 0) + 1
                // A mark's payload may end in 12 zeros of its own.
                bytes = bytes.prefix(max(4096, (end + 12 + 511) / 512 * 512))
                try bytes.write(to: file)
            }
        }
        let text = lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: golden.url.appendingPathExtension("records"))
    }
}
