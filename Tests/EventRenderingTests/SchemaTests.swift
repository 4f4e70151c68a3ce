import EventRendering
import Events
import Foundation
import JSONText
import TemporaryFolders
import Testing

/// Another program's reading of the contract with programs.
@Suite("The schema")
struct SchemaTests {
    @Test("holds for every event, with every field and with none, and for nothing else")
    func schema() throws {
        let world = try World()
        var lines: [String] = []
        for specimen in Specimen.all + Specimen.others {
            lines.append(try world.rendered(specimen.event).json.text)
            let bare = try world.rendered(specimen.type.payload.init(), in: Envelope()).json.text
            lines.append(bare)
        }
        var past = Envelope()
        past.occurredAt = Instant(milliseconds: 1_677_628_800_000)
        lines.append(try world.rendered(OfferAccepted(), in: past).json.text)
        let wrong = lines.flatMap { line in
            [
                line.replacing("\"data\":{", with: "\"data\":{\"other\":1,"), line.replacing("Z\"", with: "\""),
                line.replacing("\"type\":\"", with: "\"type\":\"un"),
                line.replacing("\"sequence\":12", with: "\"sequence\":0"),
            ].map { $0.replacing(",}", with: "}") }
        }
        try #expect(verdicts(lines) == [String](repeating: "valid", count: lines.count))
        try #expect(verdicts(wrong) == [String](repeating: "invalid", count: wrong.count))
    }

    /// What Python's jsonschema says to each line.
    private func verdicts(_ lines: [String]) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        func file(_ path: String) -> String { root.appending(path: path).path(percentEncoded: false) }
        let python = file(".build-python/bin/python")
        try #require(
            FileManager.default.isExecutableFile(atPath: python), "this needs .build-python: run tools/setup")
        let temporary = try TemporaryFolder()
        let folder = URL(filePath: temporary.path)
        // Files, not pipes: nobody then waits for the other to read.
        let (input, output) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [
            "-B", file("Tests/EventRenderingTests/Python/validate.py"), file("schemas/cli/tail.schema.json"),
        ]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
