import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("Statistics, sealing, backup, salvage and keys")
struct MaintenanceTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }

    init() throws { folder = try TemporaryFolder() }

    /// Records that do not compress away, so that some thousand fill a few segments.
    private func append(_ numbers: ClosedRange<Int>, _ options: String...) {
        let text = numbers.map { "\(UInt64($0) &* 2_862_933_555_777_941_757) \($0)\n" }.joined()
        let arguments = ["log", "append", log, "--segment-bytes", "\(TestShell.segmentBytes)"] + options
        #expect(TestShell([.text(text)]).run(arguments) == .success)
    }

    private func contents(_ name: String, _ options: String...) -> [UInt8] {
        let shell = TestShell()
        #expect(shell.run(["log", "cat", folder[name]] + options) == .success)
        return shell.output.bytes
    }

    @Test("Statistics of a new, an unsealed and a sealed log")
    func statistics() throws {
        #expect(TestShell().append(to: log) == .success)
        let empty = try Statistics(of: log)
        #expect(empty.records == 0 && empty.lastSequence == 0 && empty.segments.isEmpty && empty.wasClosedCleanly)
        append(1...20_000)
        let unsealed = try Statistics(of: log)
        #expect(unsealed.records == 20_000 && unsealed.lastSequence == 20_000)
        #expect(unsealed.keepsEvidence && !unsealed.isEncrypted && !unsealed.isHeld && unsealed.wasClosedCleanly)
        #expect(unsealed.segments.count > 3)
        #expect(unsealed.segments.last?.sealed == false)
        #expect(unsealed.log == empty.log && unsealed.createdAt == empty.createdAt && unsealed.epoch == 2)
        var next = 1
        for segment in unsealed.segments {
            #expect(segment.firstSequence == next && segment.rawBytes > 0)
            next += segment.count
            try #expect(folder.names(of: "log").contains(segment.file))
        }
        #expect(unsealed.segments.reduce(0) { $0 + $1.bytes } == unsealed.bytes)
        #expect(TestShell().run("log", "seal", log) == .success)
        let sealed = try Statistics(of: log)
        #expect(sealed.records == 20_000 && sealed.segments.allSatisfy(\.sealed) && sealed.wasClosedCleanly)
        #expect(sealed.rawBytes == unsealed.rawBytes && sealed.bytes < unsealed.bytes)
        let text = TestShell()
        #expect(text.run("log", "stat", log) == .success)
        #expect(text.output.lines[0] == "log        \(sealed.log), closed cleanly")
        #expect(text.output.lines[2] == "records    20000")
        #expect(text.output.lines.count == 9 + sealed.segments.count)
    }

    @Test("Sealing repacks what is sealed, all of it, unless it is told not to", arguments: [false, true])
    func seals(_ repacks: Bool) throws {
        append(1...10_000)
        let before = contents("log")
        let shell = TestShell()
        #expect(shell.run(["log", "seal", log, "--json"] + (repacks ? [] : ["--no-repack"])) == .success)
        #expect(shell.output.text == #"{"sealedThrough":10000,"repackingFailure":null}"# + "\n")
        let sealed = try Statistics(of: log)
        #expect(sealed.segments.allSatisfy { $0.sealed })
        #expect(repacks == sealed.segments.allSatisfy { $0.generation == 1 })
        #expect(contents("log") == before)
        let again = TestShell()
        #expect(again.run("log", "seal", log, "--no-repack") == .success)
        #expect(again.output.text == "sealed through record 10000\n")
    }

    @Test("An empty log has nothing to seal")
    func sealsNothing() {
        #expect(TestShell().append(to: log) == .success)
        let shell = TestShell()
        #expect(shell.run("log", "seal", log) == .success)
        #expect(shell.output.text == "nothing to seal: the log is empty\n")
    }

    @Test("A backup holds the records, verifies, and is never written over")
    func backup() throws {
        append(1...5000)
        let shell = TestShell()
        #expect(shell.run("log", "backup", log, folder["copy/"], "--json") == .success)
        #expect(shell.output.text.hasPrefix(#"{"destination":"\#(folder["copy"])","records":5000,"segments":"#))
        #expect(contents("copy") == contents("log"))
        #expect(TestShell().run("log", "verify", folder["copy"]) == .success)
        let second = TestShell()
        #expect(second.run("log", "backup", log, folder["copy"]) == .badUse)
        #expect(second.errors.lines.count == 1 && second.errors.text.contains("name a new directory each time"))
    }

    @Test("A copy needs a directory to lie in", arguments: ["backup", "salvage"])
    func needsParent(_ command: String) throws {
        append(1...10)
        let shell = TestShell()
        #expect(shell.run("log", command, log, folder["none/copy"]) == .badUse)
        #expect(shell.errors.lines.count == 1 && shell.errors.text.contains("mkdir -p \(folder["none"])"))
        try #expect(folder.names(of: "") == ["log"])
    }

    @Test("A damaged log is not backed up as if it were sound; salvage saves the rest and accounts for the loss")
    func salvage() throws {
        append(1...5000)
        #expect(TestShell().run("log", "seal", log) == .success)
        append(5001...5010)
        let segment = try #require(folder.segments(of: "log").first)
        try folder.flipByte(at: 4500, of: "log/\(segment)")
        let backup = TestShell()
        #expect(backup.run("log", "backup", log, folder["copy"]) == .corruption)
        #expect(backup.errors.text.contains(segment))
        try #expect(folder.names(of: "") == ["log"])

        let shell = TestShell()
        #expect(shell.run("log", "salvage", log, folder["saved"]) == .corruption)
        #expect(shell.output.lines[0].hasPrefix("unreadable: \(log)/\(segment) at offset 4096, "))
        #expect(shell.output.lines[1].hasPrefix("lost: records 1 to "))
        let lost = try #require(shell.output.lines[1].split(separator: " ").dropFirst(4).first.flatMap { Int($0) })
        #expect(shell.output.lines.last == "\(5010 - lost) records saved to \(folder["saved"]), \(lost) records lost")
        let warning = "\(log): \(lost) records lost; \(folder["saved"]) holds all that is left, see "
        #expect(shell.errors.text == "paidan: \(warning)\(folder["saved"]).account.json\n")
        #expect(TestShell().run("log", "verify", folder["saved"]) == .success)
        #expect(try Statistics(of: folder["saved"]).lastSequence == 5010)
        let account = String(decoding: try folder.bytes("saved.account.json"), as: UTF8.self)
        #expect(
            account.hasPrefix(
                #"{"destination":"\#(folder["saved"])","records":\#(5010 - lost),"lostRecords":\#(lost),"#))
        let unread = TestShell()
        unread.output.refuse(.closed)
        #expect(unread.run("log", "salvage", log, folder["again/"], "--json") == .corruption)
        #expect(
            String(decoding: try folder.bytes("again.account.json"), as: UTF8.self)
                == account.replacing(folder["saved"], with: folder["again"]))

        let cat = TestShell()
        #expect(cat.run("log", "cat", folder["saved"]) == .success)
        #expect(cat.output.lines.count == 5010 - lost && cat.output.lines.last?.hasSuffix(" 5010") == true)
        #expect(cat.errors.text == "paidan: left out \(lost) records that salvage could not save; see --json\n")
        let json = TestShell()
        #expect(json.run("log", "cat", folder["saved"], "--json", "--to", "1") == .success)
        #expect(json.output.text.contains(#""sequence":1,"#) && json.output.text.contains(#""type":4294967295,"#))
        #expect(json.errors.bytes.isEmpty)
    }

    @Test("An account that lies there already is not written over, nor is a log made beside it")
    func oldAccount() throws {
        append(1...10)
        try folder.write("saved.account.json", "kept")
        let shell = TestShell()
        #expect(shell.run("log", "salvage", log, folder["saved"]) == .badUse)
        #expect(shell.errors.text.contains("saved.account.json exists already; move it away"))
        try #expect(folder.names(of: "") == ["log", "saved.account.json"])
    }

    @Test("Damage that repacking met is what the status of sealing tells, also where nobody reads its result")
    func unreadSeal() throws {
        append(1...10_000)
        #expect(TestShell().run("log", "seal", log, "--no-repack") == .success)
        let segment = try #require(Statistics(of: log).segments.first { $0.generation == 0 }).file
        try folder.flipByte(at: 4500, of: "log/\(segment)")
        for isRead in [true, false] {
            let shell = TestShell()
            if !isRead { shell.output.refuse(.closed) }
            #expect(shell.run("log", "seal", log) == .corruption)
            #expect(shell.errors.text.contains(segment))
        }
    }

    @Test("After a rotation only the new key opens the log")
    func rotation() throws {
        let (old, new) = (folder["old.key"], folder["new.key"])
        #expect(TestShell().run("log", "key", old) == .success)
        #expect(TestShell().run("log", "key", new) == .success)
        append(1...10, "--master-key", old)
        let before = contents("log", "--master-key", old)
        #expect(TestShell().run("log", "rotate-key", log, "--new-master-key", new) == .badUse)
        #expect(TestShell().run("log", "rotate-key", log, "--master-key", old, "--new-master-key", new) == .success)
        #expect(TestShell().run("log", "stat", log, "--master-key", old) == .badUse)
        #expect(contents("log", "--master-key", new) == before)
        append(11...20, "--master-key", new)
        #expect(try Statistics(of: log, "--master-key", new).isEncrypted)
        for command in [
            ["verify"], ["seal"], ["checkpoint"], ["prove", "20"], ["backup", folder["copy"]],
            ["salvage", folder["saved"]],
        ] {
            let shell = TestShell(variables: ["PAIDAN_MASTER_KEY_FILE": new])
            #expect(shell.run(["log", command[0], log] + command.dropFirst()) == .success, "\(shell.errors.text)")
        }
        #expect(contents("copy", "--master-key", new) == contents("log", "--master-key", new))
        #expect(contents("saved", "--master-key", new) == contents("log", "--master-key", new))
    }

    @Test("A key for a log that is not encrypted is refused by name")
    func needlessKey() {
        append(1...10)
        #expect(TestShell().run("log", "key", folder["k"]) == .success)
        let shell = TestShell([.text("a\n")])
        #expect(shell.append(to: log, "--master-key", folder["k"]) == .badUse)
        #expect(shell.errors.text.contains("not encrypted"))
        #expect(TestShell().run("log", "cat", log, "--master-key", folder["k"]) == .success)
    }
}
