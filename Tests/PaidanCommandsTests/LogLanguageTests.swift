import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("The log, in Chinese")
struct LogLanguageTests {
    private static let chinese = ["LANG": "zh_CN.UTF-8"]

    @Test("What a command tells people is in their language, and what it tells programs is the same in both")
    func results() throws {
        let folder = try TemporaryFolder()
        let log = folder["log"]
        #expect(TestShell([.text("a\nb\n")]).append(to: log) == .success)
        for (arguments, sentence) in [
            (["stat", log], "记录数"), (["verify", log], "2 条记录，1 个段，"), (["seal", log], "已封存至第 2 条记录"),
            (["backup", log, folder["copy"]], "已复制到"), (["salvage", log, folder["saved"]], "没有丢失"),
        ] {
            let shell = TestShell(variables: Self.chinese)
            #expect(shell.run(["log"] + arguments) == .success, "\(shell.errors.text)")
            #expect(shell.output.text.contains(sentence), "\(shell.output.text)")
        }
        for command in ["stat", "verify"] {
            let (one, other) = (TestShell(variables: Self.chinese), TestShell())
            #expect(one.run("log", command, log, "--json") == .success)
            #expect(other.run("log", command, log, "--json") == .success)
            #expect(one.output.text == other.output.text)
        }
    }

    @Test("A proof is told, and so is the key that is made for it")
    func proofs() throws {
        let folder = try TemporaryFolder()
        #expect(TestShell([.text("订单\n")]).append(to: folder["log"]) == .success)
        let prove = TestShell(variables: Self.chinese)
        #expect(prove.run("log", "prove", folder["log"], "1") == .success)
        #expect(prove.errors.text.contains("已为此日志的检查点生成密钥"))
        try folder.write("proof", prove.output.text)
        let check = TestShell(variables: Self.chinese)
        let key = folder["log/keys/checkpoint.pub"]
        #expect(check.run("log", "check-proof", folder["proof"], "--public-key", key) == .success)
        #expect(check.output.lines[0].hasPrefix("第 1 条记录在日志 "))
        #expect(check.output.lines.last == "订单")
    }

    @Test("What is wrong, and what to do, is told in Chinese on one line")
    func refusals() throws {
        let folder = try TemporaryFolder()
        try folder.write("file", "nonsense\n")
        #expect(TestShell([.text("a\n")]).append(to: folder["log"]) == .success)
        let (log, file, none) = (folder["log"], folder["file"], folder["none"])
        let rows: [(arguments: [String], sentence: String)] = [
            (["cat", none], "\(none) 中没有日志，请核对路径"), (["append", file], "请指定目录"),
            (["append", folder.path], "不是空目录"), (["cat", log, "--master-key", none], "没有这个文件或目录"),
            (["cat", log, "--master-key", file], "64 位十六进制数字"),
            (["checkpoint", log, "--key", file], "PRIVATE+KEY+名称"),
            (["checkpoint", log, "--origin", "two words"], "不含空格和加号"),
            (["check-proof", file, "--public-key", file], "请指定公钥文件"),
            (["prove", log, "2"], "没有第 2 条记录：日志止于第 1 条"),
            (["prove", log, "--consistency", file], "签名说明"), (["key", file], "已经存在"),
            (["append", log, "--segment-bytes", "5000"], "应为 4096 的倍数"), (["backup", log, file], "请指定目录"),
        ]
        for (arguments, sentence) in rows {
            let shell = TestShell(variables: Self.chinese)
            #expect(shell.run(["log"] + arguments) == .badUse, "\(arguments)")
            #expect(shell.errors.text.contains(sentence), "\(shell.errors.text)")
            #expect(shell.errors.lines.count == 1)
        }
    }

    @Test("Corruption is told with its place and the way out")
    func corruption() throws {
        let folder = try TemporaryFolder()
        #expect(TestShell([.text("a\nb\nc\n")]).append(to: folder["log"]) == .success)
        #expect(TestShell().run("log", "seal", folder["log"]) == .success)
        let segment = try #require(folder.segments(of: "log").first)
        try folder.flipByte(at: 4100, of: "log/\(segment)")
        let shell = TestShell(variables: Self.chinese)
        #expect(shell.run("log", "verify", folder["log"]) == .corruption)
        #expect(shell.errors.text.contains("已损坏：") && shell.errors.text.contains("`paidan log salvage` 抢救"))
        #expect(shell.output.text.contains("已校验 "))
    }

    @Test("What was appended when the log refuses is told, and where to go on")
    func appended() throws {
        let folder = try TemporaryFolder()
        let text = "a\n" + String(repeating: "x", count: 13_000) + "\nb\n"
        let shell = TestShell([.text(text)], variables: Self.chinese)
        #expect(shell.run("log", "append", folder["log"], "--segment-bytes", "16384") == .badUse)
        #expect(shell.errors.text.hasPrefix("paidan: 第 2 行有 13004 字节，一个段只能容纳 "))
        #expect(shell.errors.text.hasSuffix("；已追加第 1 行，日志止于第 1 条记录；请用 --segment-bytes 加大段，从第 2 行继续\n"))
    }
}
