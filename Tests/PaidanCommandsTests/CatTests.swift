import PaidanCommands
import TemporaryFolders
import Testing

@Suite("paidan log cat")
struct CatTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }

    init() throws {
        folder = try TemporaryFolder()
        #expect(TestShell([.text((1...1000).map { "\($0)\n" }.joined())]).append(to: log) == .success)
    }

    @Test(
        "From and to are inclusive, and may lie past the end",
        arguments: [
            ([], 1, 1000), (["--from", "1"], 1, 1000), (["--from", "999"], 999, 1000), (["--to", "3"], 1, 3),
            (["--from", "17", "--to", "17"], 17, 17), (["--from", "990", "--to", "2000"], 990, 1000),
            (["--from", "1001"], 1001, 1000), (["--from", "9999", "--to", "10000"], 1001, 1000),
            (["--follow", "--from", "2", "--to", "1000"], 2, 1000),
        ] as [([String], Int, Int)])
    func range(_ options: [String], _ first: Int, _ last: Int) {
        let shell = TestShell()
        #expect(shell.run(["log", "cat", log] + options) == .success)
        #expect(shell.output.text == (first..<last + 1).map { "\($0)\n" }.joined())
    }

    @Test("As JSON each record is an object on its line")
    func json() throws {
        let shell = TestShell()
        #expect(shell.run("log", "cat", log, "--json", "--from", "5", "--to", "6") == .success)
        let lines = shell.output.lines
        #expect(lines.count == 2)
        let pattern =
            /\{"sequence":5,"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","type":0,"subjects":\[\],"body":"5"\}/
        #expect(lines[0].wholeMatch(of: pattern) != nil)
    }

    @Test("When the reader has seen enough, it ends in silence")
    func closedOutput() {
        let shell = TestShell()
        shell.output.refuse(.closed)
        #expect(shell.run("log", "cat", log) == .success)
        #expect(shell.run("log", "cat", log, "--follow") == .success)
        #expect(shell.errors.text.isEmpty)
    }

    @Test("An output that refuses is an error")
    func fullOutput() {
        let shell = TestShell()
        shell.output.refuse(.refused(stream: "standard output", reason: "No space left on device"))
        #expect(shell.run("log", "cat", log) == .refused)
    }

    @Test(
        "A changed byte is told with file and offset, after every record before it, and exits with 2",
        arguments: [[], ["--follow"]])
    func corruption(_ options: [String]) throws {
        let segment = try #require(folder.segments(of: "log").first)
        let offset = try #require(Statistics(of: log).segments.first).bytes
        #expect(TestShell([.text("1001\n")]).append(to: log) == .success)
        #expect(TestShell().run("log", "seal", log, "--no-repack") == .success)
        try folder.flipByte(at: offset + 8, of: "log/\(segment)")
        let shell = TestShell()
        #expect(shell.run(["log", "cat", log] + options) == .corruption)
        #expect(shell.output.text == (1...1000).map { "\($0)\n" }.joined())
        #expect(shell.errors.text.contains("\(log)/\(segment) at offset \(offset)"))
        #expect(shell.errors.text.contains("salvage"))
        let unread = TestShell()
        unread.output.refuse(.closed)
        #expect(unread.run(["log", "cat", log, "--from", "1001"] + options) == .corruption)
    }
}
