import PaidanCommands
import TemporaryFolders
import Testing
import Threads

@Suite("Checkpoints and proofs")
struct EvidenceTests {
    let folder: TemporaryFolder
    var log: String { folder["log"] }
    var publicKey: String { folder["log/keys/checkpoint.pub"] }

    init() throws {
        folder = try TemporaryFolder()
        append((1...5000).map { "\($0)\n" }.joined())
    }

    private func append(_ text: String) {
        #expect(TestShell([.text(text)]).append(to: log) == .success)
    }

    /// Runs a command that succeeds and keeps its output in a file.
    private func keep(_ file: String, _ arguments: String...) throws {
        let shell = TestShell()
        #expect(shell.run(["log"] + arguments) == .success, "\(shell.errors.text)")
        try folder.write(file, shell.output.text)
    }

    @Test("The first checkpoint makes a key that only its owner reads, and says what it is worth")
    func firstKey() throws {
        let first = TestShell()
        #expect(first.run("log", "checkpoint", log) == .success)
        try #expect(folder.mode("log/keys/checkpoint.key") == 0o600)
        #expect(first.errors.text.contains("log/keys/checkpoint.key") && first.errors.text.contains("proves nothing"))
        #expect(first.errors.lines.count == 1)
        let lines = first.output.lines
        #expect(lines[0].hasPrefix("paidan/") && lines[0].count == 39)
        #expect(lines[1] == "5000" && lines[3] == "" && lines[4].hasPrefix("— \(lines[0]) ") && lines.count == 5)
        let second = TestShell()
        #expect(second.run("log", "checkpoint", log) == .success)
        #expect(second.output.text == first.output.text && second.errors.text.isEmpty)
    }

    @Test("Who asks for the first checkpoint at the same time gets one signed with the same key")
    func firstKeyAtOnce() throws {
        for round in 1...8 {
            let log = folder["log\(round)"]
            #expect(TestShell([.text("a\n")]).append(to: log) == .success)
            let shells = (1...4).map { _ in TestShell() }
            let threads = shells.map { shell in
                NamedThread("checkpoint") { #expect(shell.run("log", "checkpoint", log) == .success) }
            }
            for thread in threads { thread.join() }
            #expect(Set(shells.map(\.output.text)).count == 1)
            #expect(shells.map(\.errors.lines.count).sorted() == [0, 0, 0, 1])
            try folder.write("checkpoint", shells[0].output.text)
            let verify = TestShell()
            let arguments = ["--checkpoint", folder["checkpoint"], "--public-key", "\(log)/keys/checkpoint.pub"]
            #expect(verify.run(["log", "verify", log] + arguments) == .success, "\(verify.errors.text)")
            try #expect(folder.names(of: "log\(round)/keys") == ["checkpoint.key", "checkpoint.pub"])
        }
    }

    @Test("A public half that is missing, or another key's, is made from the private one")
    func publicHalf() throws {
        try keep("old", "checkpoint", log)
        let right = try folder.bytes("log/keys/checkpoint.pub")
        #expect(TestShell().run("log", "key", folder["k"], "--signing", "example.com/other") == .success)
        for wrong in ["", String(decoding: try folder.bytes("k.pub"), as: UTF8.self)] {
            try folder.write("log/keys/checkpoint.pub", wrong)
            try keep("new", "checkpoint", log)
            try #expect(folder.bytes("log/keys/checkpoint.pub") == right)
            try #expect(folder.bytes("new") == folder.bytes("old"))
        }
    }

    @Test("Neither half of a key is written over")
    func keysAreKept() throws {
        for name in ["k", "k.pub"] {
            let folder = try TemporaryFolder()
            try folder.write(name, "kept")
            let shell = TestShell()
            #expect(shell.run("log", "key", folder["k"], "--signing", "example.com/orders") == .badUse)
            #expect(shell.errors.text.contains("exists already"))
            try #expect(folder.names(of: "") == [name])
        }
    }

    @Test("Keys are made of the randomness that the shell has", arguments: [[], ["--signing", "example.com/orders"]])
    func randomness(_ options: [String]) throws {
        for name in ["one", "two"] {
            #expect(TestShell(random: { 4711 }).run(["log", "key", folder[name]] + options) == .success)
        }
        try #expect(folder.bytes("one") == folder.bytes("two"))
    }

    @Test("A key of one's own signs under its own name, and no other")
    func ownKey() throws {
        #expect(TestShell().run("log", "key", folder["k"], "--signing", "example.com/orders") == .success)
        try #expect(folder.mode("k") == 0o600)
        let shell = TestShell()
        #expect(shell.run("log", "checkpoint", log, "--key", folder["k"], "--json") == .success)
        #expect(shell.output.text.hasPrefix(#"{"origin":"example.com/orders","size":5000,"root":""#))
        #expect(shell.errors.text.isEmpty)
        try #expect(!folder.names(of: "log").contains("keys"))
        let other = TestShell()
        #expect(other.run("log", "checkpoint", log, "--key", folder["k"], "--origin", "example.com/b") == .badUse)
        #expect(other.errors.text.contains("signs as example.com/orders"))
    }

    @Test("A proof is checked with the public key alone, and shows the record", arguments: [1, 4711, 5000])
    func inclusion(_ sequence: Int) throws {
        try keep("proof", "prove", log, "\(sequence)")
        let shell = TestShell()
        #expect(shell.run("log", "check-proof", folder["proof"], "--public-key", publicKey) == .success)
        let lines = shell.output.lines
        #expect(lines[0].hasPrefix("record \(sequence) is in the log paidan/"))
        #expect(lines.last == "\(sequence)")
        let proof = String(decoding: try folder.bytes("proof"), as: UTF8.self)
        let json = TestShell([.text(proof)])
        #expect(json.run("log", "check-proof", "-", "--json", "--public-key", publicKey) == .success)
        #expect(json.output.text.contains(#""sequence":\#(sequence),"type":0,"subjects":[],"body":"\#(sequence)"}"#))
    }

    @Test("A proof for a kept checkpoint needs no key, and ends where the checkpoint ends")
    func keptCheckpoint() throws {
        try keep("checkpoint", "checkpoint", log)
        append("5001\n")
        try keep("proof", "prove", log, "17", "--checkpoint", folder["checkpoint"])
        let shell = TestShell()
        #expect(shell.run("log", "check-proof", folder["proof"], "--public-key", publicKey) == .success)
        #expect(shell.output.lines[0].hasSuffix("among its first 5000 records"))
        let later = TestShell()
        #expect(later.run("log", "prove", log, "5001", "--checkpoint", folder["checkpoint"]) == .badUse)
        #expect(later.errors.text.contains("record 5001 came later"))
    }

    @Test("A log that has grown is shown to begin with the older one", arguments: [false, true])
    func growth(_ isSealed: Bool) throws {
        try keep("old", "checkpoint", log)
        append("5001\n5002\n")
        if isSealed { #expect(TestShell().run("log", "seal", log) == .success) }
        try keep("proof", "prove", log, "--consistency", folder["old"])
        let shell = TestShell()
        #expect(shell.run("log", "check-proof", folder["proof"], "--public-key", publicKey) == .success)
        #expect(shell.output.lines[0].hasSuffix("of 5002 records begins with the 5000 records of the older checkpoint"))
    }

    @Test("A log written anew does not extend the old one's checkpoint")
    func rewritten() throws {
        try keep("old", "checkpoint", log)
        let other = folder["other"]
        for count in [10, 6000] {
            let text = (1...count).map { "\($0 == 3 ? 333 : $0)\n" }.joined()
            #expect(TestShell([.text(text)]).append(to: other) == .success)
            let shell = TestShell()
            #expect(shell.run("log", "prove", other, "--consistency", folder["old"]) == .corruption)
            #expect(shell.errors.text.contains("does not extend"))
        }
    }

    @Test("A proof that was changed in any line is not believed")
    func changed() throws {
        try keep("proof", "prove", log, "2718")
        let proof = String(decoding: try folder.bytes("proof"), as: UTF8.self)
        let lines = proof.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for index in lines.indices where !lines[index].isEmpty {
            var changed = lines
            let middle = changed[index].index(changed[index].startIndex, offsetBy: changed[index].count / 2)
            changed[index].replaceSubrange(middle...middle, with: changed[index][middle] == "5" ? "6" : "5")
            let shell = TestShell([.text(changed.joined(separator: "\n"))])
            let status = shell.run("log", "check-proof", "-", "--public-key", publicKey)
            #expect(status == .corruption || status == .badUse, "line \(index + 1)")
            #expect(shell.output.bytes.isEmpty)
        }
        let wrongIndex = TestShell([.text(proof.replacing("index 2717", with: "index 2718"))])
        #expect(wrongIndex.run("log", "check-proof", "-", "--public-key", publicKey) == .corruption)
        #expect(wrongIndex.errors.text.contains("do not rely on it"))
    }

    @Test("With another log's public key it is said that the key is the wrong one")
    func wrongKey() throws {
        try keep("proof", "prove", log, "1")
        #expect(TestShell().run("log", "key", folder["k"], "--signing", "example.com/orders") == .success)
        let shell = TestShell()
        #expect(shell.run("log", "check-proof", folder["proof"], "--public-key", folder["k.pub"]) == .badUse)
        #expect(shell.errors.text.contains("check that this is the log's public key"))
    }
}
