import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("Bad use")
struct BadUseTests {
    @Test(
        "A command used wrongly exits with 1 and says on one line of standard error what to do",
        arguments: [
            ([], "paidan --help"), (["log"], "paidan log --help"), (["lgo"], "there are submit, show, list"),
            (["log", "dog", "x"], "paidan log --help"), (["log", "cat"], "paidan log cat --help"),
            (["log", "cat", "x", "y"], "paidan log cat --help"), (["log", "cat", "x", "--frm", "1"], "--from"),
            (["log", "cat", "x", "--from", "0"], "numbered from 1"), (["log", "cat", "x", "--from", "a"], "--from"),
            (["log", "cat", "x", "--from", "-1"], "paidan log cat --help"),
            (["log", "cat", "x", "--from", "5", "--to", "4"], "before"),
            (["tail", "--last", "-1"], "--last is a number from 0 to"),
            (["log", "append", "x", "--segment-bytes", "5000"], "multiple of 4096"),
            (["log", "append", "x", "--segment-bytes", "4096"], "16384"),
            (["log", "prove", "x"], "record's number"), (["log", "prove", "x", "0"], "numbered from 1"),
            (["log", "prove", "x", "1", "--consistency", "y"], "either"),
            (["log", "prove", "x", "1", "--checkpoint", "c", "--key", "k"], "signed already"),
            (["log", "check-proof", "x"], "--public-key"),
        ] as [([String], String)])
    func arguments(_ arguments: [String], _ hint: String) {
        let shell = TestShell()
        #expect(shell.run(arguments) == .badUse)
        #expect(shell.output.bytes.isEmpty)
        #expect(shell.errors.lines.count == 1)
        #expect(shell.errors.text.hasPrefix("paidan: ") && shell.errors.text.contains(hint), "\(shell.errors.text)")
    }

    @Test(
        "Where there is no log nothing is made",
        arguments: [
            ["cat"], ["seal"], ["checkpoint"], ["prove", "1"], ["cat", "--follow"], ["verify"], ["stat"],
            ["backup", "/tmp/paidan-none"], ["salvage", "/tmp/paidan-none"],
        ])
    func noLog(_ command: [String]) throws {
        let folder = try TemporaryFolder()
        let shell = TestShell()
        #expect(shell.run(["log", command[0], folder["none"]] + command.dropFirst()) == .badUse)
        #expect(shell.errors.text == "paidan: \(folder["none"]) holds no log; check the path\n")
        try #expect(folder.names(of: "") == [])
    }

    @Test("A file where a directory belongs is bad use, and is left as it is")
    func fileForDirectory() throws {
        let folder = try TemporaryFolder()
        try folder.write("file", "dear")
        #expect(TestShell([.text("a\n")]).append(to: folder["log"]) == .success)
        let (log, file) = (folder["log"], folder["file"])
        for path in [file, "\(file)/below"] {
            for arguments in [
                ["append", path], ["cat", path], ["stat", path], ["verify", path], ["seal", path],
                ["checkpoint", path],
                ["prove", path, "1"], ["backup", path, folder["copy"]], ["salvage", path, folder["copy"]],
                ["backup", log, path], ["salvage", log, path],
            ] {
                let shell = TestShell()
                #expect(shell.run(["log"] + arguments) == .badUse, "\(arguments)")
                #expect(
                    shell.errors.lines.count == 1 && shell.errors.text.contains("directory"), "\(shell.errors.text)")
            }
        }
        #expect(TestShell().run("log", "cat", log, "--master-key", folder.path) == .badUse)
        try #expect(folder.names(of: "") == ["file", "log"])
        try #expect(folder.bytes("file") == Data("dear".utf8))
    }

    @Test("A folder with other files is not made a log")
    func otherFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("letter", "dear")
        let shell = TestShell([.text("a\n")])
        #expect(shell.run("log", "append", folder.path) == .badUse)
        #expect(shell.errors.text.contains("not empty"))
        try #expect(folder.names(of: "") == ["letter"])
    }

    @Test("A file that was named and is not there, or is not what it should be")
    func namedFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("nonsense", "nonsense\n")
        #expect(TestShell([.text("a\n")]).append(to: folder["log"]) == .success)
        let rows: [(arguments: [String], hint: String)] = [
            (["cat", folder["log"], "--master-key", folder["none"]], "no such file"),
            (["cat", folder["log"], "--master-key", folder["nonsense"]], "64 hexadecimal digits"),
            (["checkpoint", folder["log"], "--key", folder["nonsense"]], "PRIVATE+KEY"),
            (["checkpoint", folder["log"], "--origin", "two words"], "neither spaces"),
            (["check-proof", folder["nonsense"], "--public-key", folder["nonsense"]], "DIR/keys/checkpoint.pub"),
            (["check-proof", folder["nonsense"], "--public-key", folder["log"]], "DIR/keys/checkpoint.pub"),
            (["check-proof", folder["nonsense"], "--public-key", "paidan/log+1234"], "DIR/keys/checkpoint.pub"),
            (["prove", folder["log"], "2"], "the log ends with 1"),
            (["prove", folder["log"], "--consistency", folder["nonsense"]], "note"),
            (["key", folder["nonsense"]], "exists already"),
        ]
        for (arguments, hint) in rows {
            let shell = TestShell()
            #expect(shell.run(["log"] + arguments) == .badUse, "\(arguments)")
            #expect(shell.errors.text.contains(hint), "\(shell.errors.text)")
            #expect(shell.errors.lines.count == 1)
        }
    }
}
