import CommitLog
import Foundation
import EventRendering
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("paidan log append")
struct AppendTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }

    init() throws { folder = try TemporaryFolder() }

    private func contents() -> String {
        let shell = TestShell()
        #expect(shell.run("log", "cat", log) == .success)
        return shell.output.text
    }

    @Test("Lines that arrive in pieces are acknowledged in order, and go on where the log ended")
    func acknowledges() {
        let first = TestShell([.text("a\nb"), .text("c\n\n"), .text("d")])
        #expect(first.append(to: log, "--ack") == .success)
        #expect(first.output.text == "1\n2\n3\n4\n")
        #expect(first.errors.text.isEmpty)
        let second = TestShell([.text("e\n")])
        #expect(second.append(to: "\(log)//", "--ack") == .success)
        #expect(second.output.text == "5\n")
        #expect(contents() == "a\nbc\n\nd\ne\n")
    }

    @Test("Nothing to append makes an empty log")
    func empty() {
        let shell = TestShell()
        #expect(shell.append(to: log, "--ack", "--json") == .success)
        #expect(
            shell.output.text == #"{"records":0,"first":null,"last":null,"durable":0,"tornTails":[]}"# + "\n")
        #expect(contents().isEmpty)
    }

    @Test("With --json it says in the end what was appended")
    func report() {
        #expect(TestShell([.text("a\nb\n")]).append(to: log) == .success)
        let shell = TestShell([.text("c\nd\ne\n")])
        #expect(shell.append(to: log, "--json") == .success)
        #expect(shell.output.text == #"{"records":3,"first":3,"last":5,"durable":5,"tornTails":[]}"# + "\n")
    }

    @Test("A daemon's log takes no lines, however it is named, and is left as it is")
    func daemonLog() throws {
        try FileManager.default.createDirectory(atPath: folder["data/keys"], withIntermediateDirectories: true)
        #expect(TestShell([.text("event\n")]).append(to: folder["data/log"]) == .success)
        try folder.write("data/admin-token", "token")
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: folder["data/log"])
        for path in ["data/log", "data/log/", "data/./log", "data/log/.", "link", "data/new"] {
            let shell = TestShell([.text("line\n")])
            #expect(shell.append(to: folder[path], "--ack") == .badUse, "\(path)")
            #expect(shell.output.bytes.isEmpty && shell.errors.text.contains("data directory of a daemon"))
        }
        let cat = TestShell()
        #expect(cat.run("log", "cat", folder["data/log"]) == .success)
        #expect(cat.output.text == "event\n")
        try #expect(folder.names(of: "data") == ["admin-token", "keys", "log"])
    }

    @Test(
        "A signal ends the reading in order: whole lines are kept, what was cut off is not",
        arguments: [(StopSignal.interrupt, CommandStatus.interrupted), (.terminate, .terminated)])
    func stops(_ signal: StopSignal, _ status: CommandStatus) {
        let shell = TestShell([.text("a\nb\nhalf a li"), .stop(signal), .text("ne\n")])
        #expect(shell.append(to: log, "--ack") == status)
        #expect(shell.output.text == "1\n2\n")
        #expect(shell.errors.text.isEmpty)
        #expect(contents() == "a\nb\n")
    }

    @Test("Input that cannot be read is refused, with the lines before kept")
    func unreadable() {
        let failure = StreamError.refused(stream: "standard input", reason: "Input/output error")
        let shell = TestShell([.text("a\nb"), .failure(failure)])
        #expect(shell.append(to: log, "--ack") == .refused)
        #expect(shell.output.text == "1\n")
        #expect(shell.errors.text == "paidan: cannot use standard input: Input/output error\n")
        #expect(contents() == "a\n")
    }

    @Test("A line that no record can hold is named, with the lines before it appended and acknowledged")
    func tooLong() {
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: RecordLimits.bodyBytesMax + 1)
        let shell = TestShell([.text("a\nb\n"), .bytes(line), .text("\nc\n")])
        #expect(shell.append(to: log, "--ack") == .badUse)
        #expect(shell.output.text == "1\n2\n")
        #expect(
            shell.errors.text.hasPrefix("paidan: line 3 of standard input ")
                && shell.errors.text.contains("; lines 1 to 2 are appended, the log ends with record 2; "))
        #expect(contents() == "a\nb\n")
    }

    @Test("When nobody reads the acknowledgements any more it ends in silence, and the log is closed in order")
    func closedOutput() {
        let shell = TestShell((1...200).map { .text("\($0)\n") })
        shell.output.refuse(.closed)
        #expect(shell.append(to: log, "--ack") == .outputClosed)
        #expect(shell.errors.text.isEmpty)
        let next = TestShell()
        #expect(next.append(to: log, "--json") == .success)
        #expect(next.errors.text.isEmpty)
    }

    @Test("An output that refuses is an error")
    func fullOutput() {
        let shell = TestShell([.text("a\n")])
        shell.output.refuse(.refused(stream: "standard output", reason: "No space left on device"))
        #expect(shell.append(to: log, "--ack") == .refused)
        #expect(shell.errors.text == "paidan: cannot use standard output: No space left on device\n")
        #expect(contents() == "a\n")
    }

    @Test("Many acknowledgements are written in few writes")
    func largeWrites() {
        let shell = TestShell([.text((1...100_000).map { "\($0)\n" }.joined())])
        #expect(shell.append(to: log, "--ack") == .success)
        #expect(shell.output.text == (1...100_000).map { "\($0)\n" }.joined())
        #expect(shell.output.writes.count < 30)
    }

    @Test("Lines that wait together fit, however small the segments are, where each of them does")
    func smallSegments() {
        let options = ["--segment-bytes", "16384", "--ack"]
        let long = String(repeating: "x", count: 12_000)
        // The end of a long line and what waits behind it arrive at once; so do many short lines.
        let text = "\(long)\n" + String(repeating: "\n", count: 9000) + "\(long)\na\n\(long)\n"
        let shell = TestShell([.text(String(long.prefix(11_900))), .text(String(text.dropFirst(11_900)))])
        #expect(shell.run(["log", "append", log] + options) == .success)
        #expect(shell.errors.text.isEmpty)
        #expect(shell.output.text == (1...9004).map { "\($0)\n" }.joined())
        #expect(contents() == text)
    }

    @Test("A line that does not fit into a segment is refused by its size, with the lines before it appended")
    func lineLargerThanASegment() {
        let shell = TestShell([.text("a\n" + String(repeating: "x", count: 13_000) + "\nb\n")])
        #expect(shell.run("log", "append", log, "--segment-bytes", "16384", "--ack") == .badUse)
        #expect(shell.output.text == "1\n")
        #expect(shell.errors.text.hasPrefix("paidan: line 2 takes 13004 bytes, a segment has room for "))
        #expect(
            shell.errors.text.hasSuffix(
                "; line 1 is appended, the log ends with record 1; go on from line 2 with larger segments, by "
                    + "--segment-bytes\n"))
        #expect(contents() == "a\n")
    }

    @Test(
        "What the log refuses is told with the line to go on from, and the remedy once",
        arguments: [
            (
                CommitLogError.noSpace("cannot claim space for x: free some space"), 40, 57, CommandStatus.refused,
                "no space could be claimed: cannot claim space for x: free some space; lines 1 to 17 are appended, "
                    + "the log ends with record 57; go on from line 18"
            ),
            (
                .noSpace("y"), 0, 0, .refused,
                "no space could be claimed: y; no line is appended, the log ends with record 0; go on from line 1"
            ),
            (
                .halted("cannot sync z"), 40, 41, .refused,
                "the log stopped: cannot sync z; line 1 is appended, the log ends with record 41, or with a later one, "
                    + "as the next opening decides: go on behind the last record that `paidan log stat` then tells; "
                    + "record 41 is line 1"
            ),
        ] as [(CommitLogError, UInt64, UInt64, CommandStatus, String)])
    func goOn(_ error: CommitLogError, _ start: UInt64, _ end: UInt64, _ status: CommandStatus, _ message: String) {
        let lines = AppendedLines(start: SequenceNumber(start), end: SequenceNumber(end))
        let refusal = Refusal(error, appending: lines)
        #expect(refusal.status == status)
        #expect(refusal.message(.english) == message)
    }

    @Test("What was not appended is a failure, also where nobody reads the result", arguments: ["--json", "--ack"])
    func unreadFailure(_ option: String) {
        for refusal in [StreamError.closed, .refused(stream: "standard output", reason: "No space left on device")] {
            let shell = TestShell([.text(String(repeating: "x", count: 13_000) + "\n")])
            shell.output.refuse(refusal)
            #expect(shell.run("log", "append", log, "--segment-bytes", "16384", option) == .badUse)
            #expect(shell.errors.text.contains("line 1 takes 13004 bytes"))
        }
        let shell = TestShell([.text("a\n")])
        shell.output.refuse(.closed)
        #expect(shell.append(to: folder["other"], "--json") == .success)
    }

    @Test("What every byte can be comes back")
    func anyBytes() {
        let bytes = (UInt8.min...UInt8.max).filter { $0 != 10 } + [10]
        #expect(TestShell([.bytes(bytes)]).append(to: log) == .success)
        let shell = TestShell()
        #expect(shell.run("log", "cat", log) == .success)
        #expect(shell.output.bytes == bytes)
        let json = TestShell()
        #expect(json.run("log", "cat", log, "--json") == .success)
        #expect(json.output.text.contains(#""type":0,"subjects":[],"bodyBase64":"AAECAwQ"#))
    }
}
