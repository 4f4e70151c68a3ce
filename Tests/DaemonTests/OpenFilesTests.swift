import Daemon
import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

@Suite("With a limit of open files", .timeLimit(.minutes(10)))
struct OpenFilesTests {
    @Test(
        "there are as many connections as leave room for streams, the log and attachments",
        arguments: [
            (10_000, 1 << 20, 10_000), (10_000, 10_000, 10_000 - 256 - 768), (10_000, 1_792, 768),
            (10_000, 1_024, 384), (100, 1_024, 100), (10_000, 512, 128), (10_000, 0, 1),
        ])
    func connections(_ wanted: Int, _ openFiles: Int, _ connections: Int) {
        #expect(DaemonLimits.connections(wanted, openFiles: openFiles) == connections)
    }

    @Test("the daemon outlives more silent connections than that, and says that it takes fewer")
    func silent() async throws {
        let folder = try TemporaryFolder()
        let daemon = try await RunningDaemon(on: folder, within: ["/usr/bin/prlimit", "--nofile=512:600"])
        var silent: [RawConnection] = []
        for _ in 0..<700 { silent.append(try RawConnection(port: daemon.port, waits: false)) }
        silent.removeAll()
        let lines = (1...1_000).map { Requests.submission("第\($0)位客户请问").text }.joined(separator: "\n")
        let made = try await daemon.client.send(
            "POST", "/v1/tickets/batch", ["Content-Type": "application/x-ndjson"], lines)
        #expect(made.status == 200 && made.lines.count == 1_000)
        #expect(await daemon.stop() == 0)
        let errors = await daemon.program.errors
        #expect(errors.contains(#""connections":"172""#) && errors.contains(#""open files":"600""#), "\(errors)")
    }

    @Test("that is too low it does not begin")
    func tooLow() async throws {
        let folder = try TemporaryFolder()
        let program = try Program(
            ["--data", folder["data"], "--listen", "127.0.0.1:0"], within: ["/usr/bin/prlimit", "--nofile=256:256"])
        #expect(await program.status == 3)
        #expect(await program.errors.contains("only 256 files may be open at once"))
        #expect(!folder.has("data/log"))
    }
}
