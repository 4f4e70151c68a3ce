import AsyncHTTPClient
import DaemonHarness
import Foundation
import NIOSSL
import TemporaryFolders
import Testing

@Suite("Listening", .timeLimit(.minutes(10)))
struct ListeningTests {
    @Test("with a certificate means HTTPS, and nothing else")
    func secure() async throws {
        let folder = try TemporaryFolder()
        try makeCertificate(folder)
        let daemon = try await RunningDaemon(
            on: folder, ["--tls-certificate", folder["cert.pem"], "--tls-key", folder["key.pem"]])
        #expect(daemon.address.hasPrefix("https://127.0.0.1:"))

        var configuration = DaemonClient.configuration
        configuration.tlsConfiguration = .makeClientConfiguration()
        configuration.tlsConfiguration?.trustRoots = .file(folder["cert.pem"])
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var client = daemon.client
        client.http = http
        let made = try await client.post("/v1/tickets", Requests.outage)
        #expect(made.status == 201)
        let follower = try await EventFollower(client)
        let seen = try await follower.events(through: try #require(made.sequence))
        #expect(seen.last?.json.text("ticket") == made.text("number"))

        // Whoever does not know the certificate is not served, and neither is whoever speaks plainly.
        let stranger = daemon.client
        await #expect(throws: (any Error).self) { _ = try await stranger.get("/healthz") }
        var plain = daemon.client
        plain.address = daemon.address.replacing("https://", with: "http://")
        let speaker = plain
        await #expect(throws: (any Error).self) { _ = try await speaker.get("/healthz") }
        #expect(try await client.get("/healthz").status == 200)
        #expect(await daemon.stop() == 0)
        try await http.shutdown()
    }

    /// For this machine, signed by itself.
    private func makeCertificate(_ folder: TemporaryFolder, key: String = "key.pem") throws {
        let status = try Program.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=paidan", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder[key], "-out",
                folder["cert.pem"],
            ])
        try #require(status == 0)
    }

    @Test(
        "with a key that is none, not there or another's, or half of the two, is refused before anything is made",
        arguments: [
            ("cert.pem", "tls-key: there is no key in PEM, and without a passphrase, in "),
            ("none.pem", "tls-key: cannot open "), ("other.pem", "is not the key of the first certificate in "),
            (nil, "tls-certificate and tls-key"),
        ])
    func badCertificate(_ key: String?, _ says: String) async throws {
        let folder = try TemporaryFolder()
        try makeCertificate(folder, key: "other.pem")
        try makeCertificate(folder)
        var arguments = ["--data", folder["data"], "--listen", "127.0.0.1:0", "--tls-certificate", folder["cert.pem"]]
        if let key { arguments += ["--tls-key", folder[key]] }
        let program = try Program(arguments)
        #expect(await program.status == 1)
        let errors = await program.errors
        #expect(errors.contains(says), "\(errors)")
        #expect(errors.contains(key.map { folder[$0] } ?? "tls-key"), "\(errors)")
        #expect(!folder.has("data"))
    }

    @Test(
        "on an address that is none of this machine is refused, with what to do",
        arguments: [
            ("203.0.113.5:0", "203.0.113.5 is not an address of this machine"),
            ("two words:0", "there is no host two words"),
        ])
    func foreign(_ address: String, _ says: String) async throws {
        let folder = try TemporaryFolder()
        let program = try Program(["--data", folder["data"], "--listen", address, "--plain-http"])
        #expect(await program.status == 3)
        let errors = await program.errors
        #expect(errors.contains(says) && errors.contains("--listen"), "\(errors)")
    }

    @Test("on a data directory that is a file is refused by its name")
    func fileForDirectory() async throws {
        let folder = try TemporaryFolder()
        try folder.write("data", "")
        let program = try Program(["--data", folder["data"], "--listen", "127.0.0.1:0"])
        #expect(await program.status == 3)
        #expect(await program.errors.contains("the data directory: cannot list \(folder["data"]): "))
    }

    @Test("on a log that is ahead of the clock warns that time stands still, and otherwise says nothing of it")
    func ahead() async throws {
        let rehearsal = try await RunningDaemon.new("--clock", "manual")
        try await Rehearsal(of: rehearsal.client).turns(minutes: 100 * 24 * 60)
        let now = try #require(try await rehearsal.client.get("/v1/clock").text("now"))
        #expect(try await rehearsal.client.post("/v1/tickets", Requests.outage).status == 201)
        #expect(await rehearsal.stop() == 0)
        #expect(await !rehearsal.program.errors.contains("later than this machine's clock"))
        let daemon = try await RunningDaemon(on: rehearsal.folder)
        #expect(await daemon.stop() == 0)
        let lines = await daemon.program.errors.split(separator: "\n")
        let warning = try #require(lines.first { $0.contains("later than this machine's clock") })
        #expect(warning.contains("\"level\":\"warning\"") && warning.contains(now), "\(warning)")
        #expect(warning.contains("日志的最后一个事件晚于本机时钟"), "\(warning)")
    }

    @Test("warns of a token that others may read")
    func openToken() async throws {
        let first = try await RunningDaemon.new()
        #expect(await first.stop() == 0)
        #expect(await !first.program.errors.contains("others than its owner"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: first.tokenFile)
        let daemon = try await RunningDaemon(on: first.folder)
        #expect(await daemon.stop() == 0)
        let warning = await daemon.program.errors.split(separator: "\n").first { $0.contains("others than its owner") }
        #expect(warning?.contains("\"level\":\"warning\"") == true && warning?.contains("管理员令牌") == true)
    }

    @Test("to the network without TLS is refused, unless it is asked for by name")
    func beyondLoopback() async throws {
        let folder = try TemporaryFolder()
        let refused = try Program(["--data", folder["data"], "--listen", "0.0.0.0:0"])
        #expect(await refused.status == 1)
        #expect(await refused.errors.contains("listening on 0.0.0.0:0 without TLS"))
        #expect(await refused.errors.contains("--plain-http"))
        #expect(!folder.has("data"))

        let daemon = try await RunningDaemon(on: folder, listen: "0.0.0.0:0", ["--plain-http"])
        #expect(daemon.address.hasPrefix("http://127.0.0.1:"))
        #expect(try await daemon.client.get("/v1/queue").status == 200)
        #expect(await daemon.stop() == 0)
    }

    @Test("on a data directory that another daemon has is refused, and says who has it")
    func second() async throws {
        let first = try await RunningDaemon.new()
        let second = try Program(["--data", first.folder["data"], "--listen", "127.0.0.1:0"])
        #expect(await second.status == 3)
        let errors = await second.errors
        #expect(errors.contains("paidand, process \(first.program.processIdentifier)"), "\(errors)")
        let third = try Program(
            ["--data", first.folder["data"], "--listen", "127.0.0.1:0"], variables: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(await third.status == 3)
        #expect(await third.errors.contains("日志正由 paidand, process \(first.program.processIdentifier) 打开写入"))
        #expect(try first.folder.text("data/address") == first.address)
        #expect(try await first.client.post("/v1/tickets", Requests.outage).status == 201)
        #expect(await first.stop() == 0)
    }

    @Test("where it did before a crash is told to nobody until a daemon does", arguments: [true, false])
    func crashed(_ renews: Bool) async throws {
        let crashed = try await RunningDaemon.new()
        await crashed.kill()
        #expect(try crashed.folder.text("data/address") == crashed.address)
        let stranger = try await RunningDaemon.new()
        let taken = String(stranger.address.trimmingPrefix("http://"))
        let arguments = renews ? ["--new-admin-token"] : ["--listen", taken]
        let program = try Program(["--data", crashed.folder["data"]] + arguments)
        #expect(await program.status == (renews ? 0 : 3))
        #expect(!crashed.folder.has("data/address"))
        #expect(await stranger.stop() == 0)
    }

    @Test("on an address that somebody else has is refused, and the log is closed again")
    func taken() async throws {
        let first = try await RunningDaemon.new()
        let folder = try TemporaryFolder()
        let address = String(first.address.trimmingPrefix("http://"))
        let second = try Program(["--data", folder["data"], "--listen", address])
        #expect(await second.status == 3)
        #expect(await second.errors.contains("paidand: "))
        #expect(!folder.has("data/address"))
        #expect(await first.stop() == 0)
        let third = try await RunningDaemon(on: folder)
        #expect(await third.stop() == 0)
    }
}
