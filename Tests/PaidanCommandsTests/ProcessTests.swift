import Foundation
import TemporaryFolders
import Testing

@Suite("The built program", .serialized, .timeLimit(.minutes(10)))
struct ProcessTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }
    let small = ["--segment-bytes", "\(TestShell.segmentBytes)"]

    init() throws { folder = try TemporaryFolder() }

    private func lines(_ numbers: ClosedRange<Int>) -> Data {
        Data(numbers.lazy.map { "\($0)\n" }.joined().utf8)
    }

    @Test("A million lines are acknowledged in order and come back as they went in")
    func million() throws {
        let input = lines(1...1_000_000)
        let append = try BuiltPaidan.run(["append", log, "--ack"], input: input)
        #expect(append.status == 0 && append.errors.isEmpty)
        #expect(append.output == input)
        let cat = try BuiltPaidan.run(["cat", log])
        #expect(cat.status == 0 && cat.errors.isEmpty)
        #expect(cat.output == input)
    }

    @Test("Somebody who types lines sees each acknowledged at once")
    func interactive() throws {
        let append = try RunningPaidan("append", log, "--ack", small[0], small[1])
        for number in 1...20 {
            try append.send("line \(number)\n")
            #expect(append.readLine() == "\(number)")
        }
        try append.endInput()
        #expect(append.readLine() == nil)
        #expect(append.status() == 0)
    }

    @Test("A second writer is refused and learns who writes; readers are not")
    func secondWriter() throws {
        let first = try RunningPaidan("append", log, "--ack", small[0], small[1])
        try first.send("a\n")
        #expect(first.readLine() == "1")
        for command in ["append", "seal"] {
            let second = try BuiltPaidan.run([command, log], input: Data("b\n".utf8))
            #expect(second.status == 3)
            #expect(second.errors.contains("process \(first.processIdentifier) on "), "\(second.errors)")
            #expect(second.errors.contains(", started 2"))
        }
        #expect(try BuiltPaidan.run(["cat", log]).text == "a\n")
        try first.endInput()
        #expect(first.status() == 0)
        #expect(try BuiltPaidan.run(["append", log, "--ack"], input: Data("b\n".utf8)).text == "2\n")
    }

    @Test("A follower goes on through sealing, repacking, restarts and a crash of the writer")
    func follows() throws {
        #expect(try BuiltPaidan.run(["append", log] + small).status == 0)
        let follower = try RunningPaidan("cat", log, "--follow", "--to", "42000")
        var next = 1
        // Each round fills some segments, which the writer seals and repacks while it runs.
        for round in 1...4 {
            let writer = try RunningPaidan("append", log, "--ack", small[0], small[1])
            for _ in 0..<10 {
                let numbers = next...next + 999
                try writer.send(
                    String(decoding: numbers.lazy.map { Self.record($0) + "\n" }.joined().utf8, as: UTF8.self))
                #expect(writer.readLines(1000) == numbers.map(String.init))
                #expect(follower.readLines(1000) == numbers.map(Self.record))
                next += 1000
            }
            if round == 2 { writer.signal(SIGKILL) } else { try writer.endInput() }
            #expect(writer.status() == (round == 2 ? 128 + SIGKILL : 0))
            if round == 3 { #expect(try BuiltPaidan.run(["seal", log]).status == 0) }
        }
        let last = (next...next + 1999).map { Self.record($0) + "\n" }.joined()
        #expect(try BuiltPaidan.run(["append", log] + small, input: Data(last.utf8)).status == 0)
        #expect(follower.readLines(2000) == (next...next + 1999).map(Self.record))
        #expect(follower.readLine() == nil)
        #expect(follower.status() == 0)
        #expect(follower.errorText().isEmpty)
        let segments = try folder.segments(of: "log")
        #expect(segments.count > 10 && segments.contains { $0.hasSuffix("-1.segment") }, "\(segments)")
    }

    /// A record that does not compress away: digits of a walk through the numbers of 64 bits.
    private static func record(_ number: Int) -> String {
        (1...6).map { "\((UInt64(number * 8 + $0) &* 2_862_933_555_777_941_757) >> 3)" }.joined(separator: " ")
    }

    @Test("A follower that waits ends with a signal, and when nobody reads it")
    func followerEnds() throws {
        #expect(try BuiltPaidan.run(["append", log] + small, input: Data("a\n".utf8)).status == 0)
        let follower = try RunningPaidan("cat", log, "--follow")
        #expect(follower.readLine() == "a")
        follower.signal(SIGTERM)
        #expect(follower.status() == 128 + SIGTERM)
    }

    @Test("A signal ends an append in order", arguments: [SIGINT, SIGTERM])
    func signals(_ number: Int32) throws {
        let append = try RunningPaidan("append", log, "--ack", small[0], small[1])
        try append.send("a\nb\ncut")
        #expect(append.readLines(2) == ["1", "2"])
        append.signal(number)
        #expect(append.readLine() == nil)
        #expect(append.status() == 128 + number)
        #expect(append.errorText().isEmpty)
        let next = try BuiltPaidan.run(["append", log, "--ack"] + small, input: Data("c\n".utf8))
        #expect(next.text == "3\n" && next.errors.isEmpty)
        #expect(try BuiltPaidan.run(["cat", log]).text == "a\nb\nc\n")
    }

    @Test("What was acknowledged survives a kill")
    func killed() throws {
        for round in 0..<3 {
            let append = try RunningPaidan("append", log, "--ack", small[0], small[1])
            try append.send("\(2 * round + 1)\n\(2 * round + 2)\n")
            #expect(append.readLines(2) == ["\(2 * round + 1)", "\(2 * round + 2)"])
            append.signal(SIGKILL)
            #expect(append.status() == 128 + SIGKILL)
        }
        #expect(try BuiltPaidan.run(["cat", log]).output == lines(1...6))
    }

    @Test(
        "Whichever standard streams are closed, none of the log's files takes their place",
        arguments: ["<&- >&- 2>&-", "<&-", ">&- 2>&-", ">&-", "2>&-"])
    func closedStreams(_ closing: String) throws {
        #expect(try BuiltPaidan.run(["append", log] + small, input: lines(1...1000)).status == 0)
        let isFed = !closing.hasPrefix("<")
        for options in [["--ack"], ["--json"], ["--ack", "--json"]] {
            let run = try BuiltPaidan.run(
                ["append", log] + small + options, input: isFed ? lines(1...10) : Data(), closing: closing)
            #expect(run.status == 0, "\(run.errors)")
        }
        let verify = try BuiltPaidan.run(["verify", log])
        #expect(verify.status == 0, "\(verify.text)\(verify.errors)")
        let appended = isFed ? lines(1...10) + lines(1...10) + lines(1...10) : Data()
        #expect(try BuiltPaidan.run(["cat", log]).output == lines(1...1000) + appended)
    }

    @Test("An encrypted log opens with its key only, named or in the environment, and shows nothing on the disk")
    func encrypted() throws {
        let key = folder["master.key"], other = folder["other.key"]
        #expect(try BuiltPaidan.run(["key", key]).status == 0)
        #expect(try BuiltPaidan.run(["key", other]).status == 0)
        #expect(try folder.mode("master.key") == 0o600)
        #expect(try BuiltPaidan.run(["key", key]).status == 1)
        let secret = "the customer's own words\n"
        let append = try BuiltPaidan.run(
            ["append", log, "--ack", "--master-key", key] + small, input: Data(secret.utf8))
        #expect(append.status == 0 && append.text == "1\n")
        let plain = try BuiltPaidan.run(["cat", log])
        #expect(plain.status == 1 && plain.text.isEmpty && plain.errors.contains("--master-key"))
        let wrong = try BuiltPaidan.run(["cat", log, "--master-key", other])
        #expect(wrong.status == 1 && wrong.text.isEmpty && wrong.errors.contains("not the one"))
        #expect(try BuiltPaidan.run(["cat", log, "--master-key", key]).text == secret)
        #expect(try BuiltPaidan.run(["cat", log], variables: ["PAIDAN_MASTER_KEY_FILE": key]).text == secret)
        for segment in try folder.segments(of: "log") {
            #expect(try folder.bytes("log/\(segment)").range(of: Data("customer".utf8)) == nil)
        }
    }

    @Test("A log that may not be read or written is the system's refusal, neither bad use nor corruption")
    func permission() throws {
        #expect(try BuiltPaidan.run(["append", log] + small, input: lines(1...10)).status == 0)
        #expect(try BuiltPaidan.run(["append", "/dev/null/log"]).status == 1)
        let segment = try #require(folder.segments(of: "log").first)
        for (name, mode, command) in [
            ("log/\(segment)", 0o000, "cat"), ("log/manifest", 0o000, "verify"), ("log", 0o000, "stat"),
            ("log/lock", 0o400, "append"), ("log", 0o500, "append"),
        ] {
            let before = try folder.mode(name)
            try folder.setMode(mode, of: name)
            let run = try BuiltPaidan.run([command, log] + (command == "append" ? small : []), withoutPrivileges: true)
            try folder.setMode(before, of: name)
            #expect(run.status == 3 && run.errors.contains("permission denied"), "\(command) \(name): \(run.errors)")
        }
        #expect(try BuiltPaidan.run(["cat", log], withoutPrivileges: true).output == lines(1...10))
    }

    @Test("Whoever may only read reads, follows and copies a log, beside a writer and without one")
    func readOnly() throws {
        let writer = try RunningPaidan("append", log, "--ack", small[0], small[1])
        try writer.send("a\n")
        #expect(writer.readLine() == "1")
        for name in try folder.names(of: "log") { try folder.setMode(0o440, of: "log/\(name)") }
        let follower = try RunningPaidan("cat", log, "--follow", "--to", "20", withoutPrivileges: true)
        #expect(follower.readLine() == "a")
        for number in 2...20 {
            try writer.send("line \(number)\n")
            #expect(writer.readLine() == "\(number)")
            #expect(follower.readLine() == "line \(number)")
        }
        #expect(follower.status() == 0)
        func readsAll(_ copy: String) throws {
            for command in [["cat"], ["stat"], ["verify"], ["backup", folder[copy]]] {
                let run = try BuiltPaidan.run([command[0], log] + command.dropFirst(), withoutPrivileges: true)
                #expect(run.status == 0 && run.errors.isEmpty, "\(command): \(run.errors)")
            }
            #expect(try BuiltPaidan.run(["cat", folder[copy]]).output == BuiltPaidan.run(["cat", log]).output)
        }
        try readsAll("beside")
        try writer.endInput()
        #expect(writer.status() == 0)
        try readsAll("after")
    }
}
