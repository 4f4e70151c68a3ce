import DaemonHarness
import Foundation
import PaidanCommands
import SegmentLog
import TemporaryFolders
import Testing

@Suite("Which daemon, and as whom", .timeLimit(.minutes(10)))
struct ConnectionTests {
    @Test(
        "Where no daemon is, it says how to start one",
        arguments: [
            (["queue", "--data", "/nowhere"], "C", "start it with `paidand --data /nowhere`"),
            (["queue", "--data", "/nowhere"], "zh_CN", "请用 `paidand --data /nowhere` 启动"),
            (
                ["queue", "--server", "http://127.0.0.1:1"], "C",
                "no daemon answers at http://127.0.0.1:1 (connection refused)"
            ),
            (["queue", "--server", "http://127.0.0.1:1"], "zh_CN", "无法连接 http://127.0.0.1:1"),
            (["tail", "--server", "http://127.0.0.1:1", "--follow"], "C", "no daemon answers"),
            (["queue", "--server", "http://no.such.host.invalid"], "C", "no daemon answers"),
        ])
    func unreachable(_ arguments: [String], _ language: String, _ hint: String) {
        let shell = TestShell(variables: ["PAIDAN_TOKEN": "t", "LANG": language])
        #expect(shell.run(arguments) == .refused)
        #expect(shell.errors.text.contains(hint), "\(shell.errors.text)")
        #expect(shell.errors.lines.count == 1 && shell.output.bytes.isEmpty)
    }

    @Test(
        "What cannot be an address, a token or a certificate is bad use",
        arguments: [
            (["queue", "--server", "127.0.0.1:8480"], "http://127.0.0.1:8480"),
            (["queue", "--server", "http://127.0.0.1:1"], "--token-file"),
            (["queue", "--server", "http://127.0.0.1:1", "--token-file", "/dev/null"], "--token-file"),
            (["queue", "--server", "http://127.0.0.1:1", "--token-file", "/none"], "no such file"),
            (["queue", "--server", "http://127.0.0.1:1", "--token-file", "/etc/hosts"], "token"),
            (["submit", "--batch", "-", "--name", "x"], "--batch"), (["list", "--limit", "0"], "--limit"),
            (["list", "--limit", "1", "--all"], "either"), (["agents", "set", "x", "--skill", "y"], "y"),
        ])
    func badUse(_ arguments: [String], _ hint: String) {
        let shell = TestShell()
        #expect(shell.run(arguments) == .badUse)
        #expect(shell.errors.text.contains(hint), "\(shell.errors.text)")
        #expect(shell.errors.lines.count == 1 && shell.output.bytes.isEmpty)
    }

    @Test("The server is named by flag or environment, and the token by flag, environment or data directory")
    func sources() async throws {
        let daemon = try await RunningDaemon(on: TemporaryFolder())
        let address = daemon.address
        let token = daemon.token
        func status(_ variables: [String: String], _ options: String...) -> CommandStatus {
            TestShell(variables: variables).run(["queue"] + options)
        }
        #expect(status([:], "--data", daemon.data) == .success)
        #expect(status(["PAIDAN_DATA": daemon.data]) == .success)
        #expect(status([:], "--server", address + "/", "--token-file", daemon.tokenFile) == .success)
        #expect(status(["PAIDAN_SERVER": address, "PAIDAN_TOKEN": token]) == .success)
        // The data directory's flag wins over the server's variable, and the token's flag over the token's variable.
        #expect(status(["PAIDAN_SERVER": "http://127.0.0.1:1"], "--data", daemon.data) == .success)
        #expect(status(["PAIDAN_SERVER": address, "PAIDAN_TOKEN": "x"], "--token-file", daemon.tokenFile) == .success)
        // Its own address: then the token is there.
        #expect(status(["PAIDAN_DATA": daemon.data], "--server", address) == .success)
        #expect(status(["PAIDAN_DATA": daemon.data, "PAIDAN_TOKEN": "wrong"]) == .badUse)
        // Another's address: the administrator's token goes nowhere else.
        let other = TestShell(variables: ["PAIDAN_DATA": daemon.data])
        #expect(other.run("queue", "--server", "http://127.0.0.1:1") == .badUse)
        #expect(other.errors.text.contains("no token for http://127.0.0.1:1"))
    }

    @Test("A daemon that does not listen yet is told from one that is not there", arguments: ["C", "zh_CN"])
    func starting(_ language: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder["data"], withIntermediateDirectories: false)
        let log = try SegmentLog.open(folder["data/log"], environment: .system(owner: "a daemon that replays"))
        defer { log.close() }
        let shell = TestShell(variables: ["PAIDAN_DATA": folder["data"], "LANG": language])
        #expect(shell.run("queue") == .refused)
        #expect(shell.errors.text.contains(language == "C" ? "is starting, or stopping" : "正在启动或停止"))
        #expect(shell.errors.text.contains(folder["data"]))
    }

    @Test("A daemon with TLS is spoken to where its certificate is trusted")
    func certificates() async throws {
        let folder = try TemporaryFolder()
        try folder.write("cert.pem", TestCertificate.certificate)
        try folder.write("key.pem", TestCertificate.key)
        let daemon = try await RunningDaemon(
            on: folder, ["--tls-certificate", folder["cert.pem"], "--tls-key", folder["key.pem"]])
        #expect(daemon.address.hasPrefix("https://"))
        let stranger = daemon.shell()
        #expect(stranger.run("queue") == .refused)
        #expect(stranger.errors.text.contains("(certificate verify failed); name the certificates to trust with --ca"))
        let variables = ["PAIDAN_DATA": daemon.data, "PAIDAN_CA": folder["cert.pem"]]
        #expect(TestShell(variables: variables).run("queue") == .success)
        let shell = daemon.shell()
        #expect(shell.run("tail", "--server", daemon.address, "--ca", folder["cert.pem"]) == .success)
        #expect(shell.output.lines.count == 2, "\(shell.errors.text)")
        #expect(daemon.shell().run("queue", "--ca", folder["key.pem"]) == .badUse)
    }

    @Test("A token that the daemon does not know is told so")
    func unknownToken() async throws {
        let daemon = try await RunningDaemon(on: TemporaryFolder())
        for arguments in [["queue"], ["tail", "--server", daemon.address]] {
            let shell = TestShell(variables: ["PAIDAN_DATA": daemon.data, "PAIDAN_TOKEN": "wrong"])
            #expect(shell.run(arguments) == .badUse)
            #expect(shell.errors.text.contains("PAIDAN_TOKEN"), "\(shell.errors.text)")
        }
    }
}
