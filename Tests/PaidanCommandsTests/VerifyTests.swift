import EventRendering
import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("paidan log verify")
struct VerifyTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }
    var publicKey: String { folder["log/keys/checkpoint.pub"] }

    init() throws {
        folder = try TemporaryFolder()
        #expect(TestShell([.text((1...3000).map { "\($0)\n" }.joined())]).append(to: log) == .success)
    }

    private func keepCheckpoint() throws {
        let shell = TestShell()
        #expect(shell.run("log", "checkpoint", log) == .success)
        try folder.write("checkpoint", shell.output.text)
    }

    private func verify(_ log: String, with publicKey: String) -> (CommandStatus, TestShell) {
        let shell = TestShell()
        let arguments = ["log", "verify", log, "--checkpoint", folder["checkpoint"], "--public-key", publicKey]
        return (shell.run(arguments), shell)
    }

    @Test("A sound log is sound, sealed or not")
    func sound() {
        for _ in 0..<2 {
            let shell = TestShell()
            #expect(shell.run("log", "verify", log) == .success)
            #expect(shell.output.lines[0].hasPrefix("3000 records in 1 segment, "))
            #expect(shell.output.lines[0].hasSuffix(": no corruption"))
            #expect(shell.output.lines[1].hasPrefix("root ") && shell.output.lines[1].hasSuffix(" of 3000 records"))
            #expect(shell.errors.bytes.isEmpty)
            #expect(TestShell().run("log", "seal", log) == .success)
        }
    }

    @Test("A torn tail is reported and is no corruption; the next append keeps a copy and cuts it off")
    func tornTail() throws {
        let statistics = try Statistics(of: log)
        let segment = try #require(statistics.segments.last)
        try folder.write(Array("torn in the middle".utf8), at: segment.bytes + 8, of: "log/\(segment.file)")
        let shell = TestShell()
        #expect(shell.run("log", "verify", log) == .success)
        #expect(shell.output.lines[0].hasSuffix(": no corruption"))
        #expect(
            shell.output.lines[2].hasPrefix("torn tail in \(log)/\(segment.file) at offset \(segment.bytes), 26 bytes"))
        #expect(shell.errors.bytes.isEmpty)
        let append = TestShell([.text("3001\n")])
        #expect(append.append(to: log, "--ack", "--json") == .success)
        #expect(append.output.lines[0] == "3001")
        #expect(append.output.lines[1].contains(#""tornTails":[{"file":"\#(log)/\#(segment.file)","offset":"#))
        #expect(append.errors.text.hasPrefix("paidan: torn tail in ") && append.errors.text.contains("a copy is in"))
        let again = TestShell()
        #expect(again.run("log", "verify", log) == .success)
        #expect(again.output.lines.count == 2)
    }

    @Test(
        "A changed byte is corruption: each is named by file, offset and what is wrong, and what to do",
        arguments: [false, true])
    func corruption(_ asJSON: Bool) throws {
        #expect(TestShell().run("log", "seal", log) == .success)
        #expect(TestShell([.text("3001\n")]).append(to: log) == .success)
        let segments = try folder.segments(of: "log")
        for segment in segments.prefix(2) { try folder.flipByte(at: 4100, of: "log/\(segment)") }
        let shell = TestShell()
        #expect(shell.run(["log", "verify", log] + (asJSON ? ["--json"] : [])) == .corruption)
        for segment in segments.prefix(2) {
            #expect(asJSON || shell.output.lines.contains { $0.hasPrefix("\(log)/\(segment): offset 4096: ") })
            #expect(!asJSON || shell.output.text.contains(#"{"file":"\#(log)/\#(segment)","offset":4096,"what":""#))
        }
        #expect(shell.errors.lines.count == 1)
        #expect(
            shell.errors.text.contains("\(segments[0]): offset 4096: ") && shell.errors.text.contains(" more)"))
        #expect(shell.errors.text.contains("paidan log salvage"))
    }

    @Test("Corruption is what the status tells, also where nobody reads the report", arguments: [[], ["--json"]])
    func unreadReport(_ options: [String]) throws {
        #expect(TestShell().run("log", "seal", log) == .success)
        let sound = TestShell()
        sound.output.refuse(.closed)
        #expect(sound.run(["log", "verify", log] + options) == .success)
        let segment = try #require(folder.segments(of: "log").first)
        try folder.flipByte(at: 4100, of: "log/\(segment)")
        for refusal in [StreamError.closed, .refused(stream: "standard output", reason: "No space left on device")] {
            let shell = TestShell()
            shell.output.refuse(refusal)
            #expect(shell.run(["log", "verify", log] + options) == .corruption)
            #expect(shell.errors.text.contains("salvage"))
        }
    }

    @Test("A log that was appended to extends its checkpoint", arguments: [false, true])
    func extends(_ isSealed: Bool) throws {
        try keepCheckpoint()
        #expect(TestShell([.text("3001\n")]).append(to: log) == .success)
        if isSealed { #expect(TestShell().run("log", "seal", log) == .success) }
        let (status, shell) = verify(log, with: publicKey)
        #expect(status == .success)
        #expect(shell.output.lines.last?.hasPrefix("the log extends the checkpoint of paidan/") == true)
        #expect(shell.output.lines.last?.hasSuffix(" with 3000 records") == true)
    }

    @Test(
        "A log that was written anew, or cut, does not extend the old one's checkpoint, however sound it is",
        arguments: [(3000, true), (5000, true), (2999, false)])
    func rewritten(_ count: Int, _ isChanged: Bool) throws {
        try keepCheckpoint()
        let text = (1...count).map { isChanged && $0 == 1500 ? "changed\n" : "\($0)\n" }.joined()
        let other = folder["other"]
        #expect(TestShell([.text(text)]).append(to: other) == .success)
        let (status, shell) = verify(other, with: publicKey)
        #expect(status == .corruption)
        #expect(shell.output.lines[0].hasSuffix(": no corruption"))
        #expect(shell.errors.lines.count == 1 && shell.errors.text.contains("does not extend"))
    }

    @Test("A checkpoint that its key did not sign is not compared at all")
    func badSignature() throws {
        try keepCheckpoint()
        #expect(TestShell().run("log", "key", folder["k"], "--signing", "example.com/other") == .success)
        let (first, wrongKey) = verify(log, with: folder["k.pub"])
        #expect(first == .badUse)
        #expect(wrongKey.errors.text.contains("check that this is the log's public key"))
        let text = String(decoding: try folder.bytes("checkpoint"), as: UTF8.self)
        try folder.write("checkpoint", text.replacing("\n3000\n", with: "\n2999\n"))
        let (second, forged) = verify(log, with: publicKey)
        #expect(second == .corruption)
        #expect(forged.errors.text.contains("the signature by paidan/") && forged.output.bytes.isEmpty)
    }

    @Test("On a terminal progress shows on standard error and goes away again; elsewhere nothing does")
    func progress() {
        let terminal = TestShell(errorsAreATerminal: true)
        #expect(terminal.run("log", "verify", log) == .success)
        #expect(terminal.errors.text.contains("\r\u{1b}[Kverifying [################] 100% of "))
        #expect(terminal.errors.text.hasSuffix("\r\u{1b}[K"))
        let file = TestShell()
        #expect(file.run("log", "verify", log) == .success)
        #expect(file.errors.bytes.isEmpty)
    }

    @Test(
        "A line of progress fits a terminal",
        arguments: [
            (0, 0, 0, 0, "verifying [----------------] 0% of 0 bytes, 0 records/s, ? left"),
            (
                1 << 29, 1 << 30, 1_000_000, 1,
                "verifying [########--------] 50% of 1.00 GiB, 1.00 M records/s, 0:01 left"
            ),
            (1, 1 << 50, 1, 1, "verifying [----------------] 0% of 1.00 PiB, 1 records/s, 2400:00:00 left"),
            (9, 8, 123_456, 10, "verifying [################] 100% of 8 bytes, 12.3 k records/s, 0:00 left"),
        ] as [(UInt64, UInt64, UInt64, Int64, String)])
    func line(_ done: UInt64, _ total: UInt64, _ records: UInt64, _ seconds: Int64, _ text: String) {
        let line = ProgressBar.line(
            "verifying", bytesDone: done, bytesTotal: total, records: records,
            elapsedNanoseconds: seconds * 1_000_000_000, .english)
        #expect(line == text)
        #expect(line.count <= 80)
    }
}
