import CommitLog
import Foundation
import SegmentLog
import Testing

/// The articles of the catalogue say what the contract says, and their example compiles and works.
@Suite struct ArticleTests {
    let contract: Contract

    init() throws { contract = try Contract.load() }

    private func article(_ name: String) throws -> String {
        let file = Repository.file("Sources/SegmentLog/SegmentLog.docc/\(name).md")
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    @Test("Format.md has a row for each field, as the contract states it, and for each limit")
    func format() throws {
        let text = try article("Format")
        for (name, structure) in contract.structures where name != "hash" {
            for field in structure.fields {
                let type = field.type == "list" ? "\(field.of ?? "") × \(field.count ?? "")" : field.type
                let offset = field.offset.map { "\($0)" } ?? ""
                let size = field.size.map { "\($0)" } ?? ""
                let row = "| \(offset) | \(size) | \(type) | `\(field.name)` | \(field.meaning) |\n"
                #expect(text.contains(row), "\(name).\(field.name)")
            }
        }
        for (name, limit) in contract.limits {
            #expect(text.contains("| `\(name)` | \(limit.value) | \(limit.meaning) |\n"))
        }
    }

    @Test("Recovery.md has a row for each case, in the order of the contract")
    func recovery() throws {
        let words = ["true": "yes", "false": "no"]
        let rows = try article("Recovery").split(separator: "\n").filter { $0.hasPrefix("| ") }
        let expected = contract.recovery.cases.map { cells in
            let shown = cells.map { cell in cell.word.map { words[$0] ?? $0 } ?? "any" }
            return "| " + shown.joined(separator: " | ") + " | "
        }
        let found = rows.filter { row in expected.contains { row.hasPrefix($0) } }
        #expect(found.count == expected.count)
        for (row, start) in zip(found, expected) { #expect(row.hasPrefix(start)) }
    }

    @Test("The example of the catalogue's first page is the one below, and does what it says")
    func example() async throws {
        let parts = try article("SegmentLog").components(separatedBy: "```swift\n")
        let shown = try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
        let source = String(decoding: try Data(contentsOf: URL(filePath: #filePath)), as: UTF8.self)
        #expect(source.contains("\n" + shown))
        let folder = try Folder()
        #expect(try await recordVisit(in: folder.path("visits")) == ["arrived", "left"])
    }
}

func recordVisit(in path: String) async throws -> [String] {
    let log = try SegmentLog.open(path, environment: .system(owner: "the example"))
    defer { log.close() }

    var visit = RecordBatch()
    try visit.append(Array("arrived".utf8), type: 1, subjects: [4711])
    try visit.append(Array("left".utf8), type: 2, subjects: [4711])
    let places = try await log.append(visit, expecting: log.durable)  // Both are durable now, or neither is there.

    var found: [String] = []
    let cursor = try log.read(from: places.lowerBound)
    while let chunk = try await cursor.next() {
        chunk.forEach { record in
            if record.concerns(4711) { found.append(String(decoding: record.bodyBytes, as: UTF8.self)) }
        }
    }
    return found
}
