import DaemonHarness
import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("paidan tail --server", .serialized, .timeLimit(.minutes(10)))
struct DaemonTailTests {
    let daemon: RunningDaemon

    init() async throws {
        daemon = try await RunningDaemon(on: TemporaryFolder())
        for agent in ["lin", "wang"] {
            _ = daemon.lines("agents", "set", agent, "--name", agent == "lin" ? "林静" : "王强", "--capacity", "2")
            _ = daemon.lines("presence", agent, "online")
        }
        try submit(6)
        // Each customer is told, and each agent of an offer or the supervisors of a ticket that waits.
        let told = try follow(
            ["--from", "1", "--type", "notification-delivered,notification-given-up", "--server", daemon.address]
                + ["--token-file", daemon.tokenFile])
        _ = sequences(told, 12)
        told.signal(SIGTERM)
        _ = told.status()
    }

    private func submit(_ count: Int, to daemon: RunningDaemon? = nil) throws {
        let line = #"{"channel":"wechat","description":"x","customer":{"name":"a","contact":"b"}}"# + "\n"
        let shell = (daemon ?? self.daemon).shell(String(repeating: line, count: count))
        #expect(shell.run("submit", "--batch", "-") == .success, "\(shell.errors.text)")
    }

    @Test(
        "prints what it prints from the log",
        arguments: [
            [], ["--last", "3"], ["--last", "0"], ["--last", "400"], ["--from", "1"], ["--from", "10"],
            ["--from", "99999"], ["--type", "offer-made"], ["--type", "offer-made,ticket-queued", "--last", "2"],
            ["--agent", "lin"], ["--agent", "lin", "--agent", "wang", "--type", "offer-made", "--from", "2"],
        ])
    func same(_ options: [String]) throws {
        let token = daemon.tokenFile
        for extra in [["--json"], []] {
            let (log, server) = (daemon.shell(language: "zh_CN"), daemon.shell(language: "zh_CN"))
            #expect(log.run(["tail"] + options + extra) == .success)
            #expect(
                server.run(["tail", "--server", daemon.address, "--token-file", token] + options + extra)
                    == .success,
                "\(server.errors.text)")
            #expect(server.output.text == log.output.text)
        }
    }

    @Test(
        "says what there is not",
        arguments: [
            (["--ticket", "209901-001"], "no ticket 209901-001"),
            (["--agent", "nobody", "--from", "1"], "no agent nobody"),
        ])
    func unknown(_ options: [String], _ hint: String) throws {
        let shell = daemon.shell()
        #expect(shell.run(["tail", "--server", daemon.address] + options) == .badUse)
        #expect(shell.errors.text.contains(hint), "\(shell.errors.text)")
    }

    @Test("ends in silence when the reader has seen enough", arguments: [[], ["--from", "1"], ["--follow"]])
    func closedOutput(_ options: [String]) throws {
        let shell = daemon.shell()
        shell.output.refuse(.closed)
        #expect(shell.run(["tail", "--server", daemon.address] + options) == .success)
        #expect(shell.errors.text.isEmpty, "\(shell.errors.text)")
    }

    @Test("goes on over the daemon's restarts, without a gap or a duplicate")
    func restarts() async throws {
        let server = ["--server", daemon.address, "--token-file", daemon.tokenFile]
        let all = try follow(["--from", "1"] + server)
        let last = try follow(["--last", "1", "--type", "ticket-submitted"] + server)
        // Each watches as soon as it has shown the past.
        var seen = sequences(all, 20)
        let first = sequences(last, 1)
        var daemon = daemon
        for signal in [SIGKILL, SIGTERM, SIGKILL] {
            daemon = try await daemon.restarted(signal)
            try submit(40, to: daemon)
        }
        let shown = daemon.lines("tail", "--from", "1", "--json")
        seen += sequences(all, shown.count - seen.count)
        #expect(seen == Array(1...shown.count))
        let submitted = daemon.lines("tail", "--from", "1", "--json", "--type", "ticket-submitted")
        let wanted = submitted.compactMap(Self.sequence).suffix(121)
        #expect(first + sequences(last, 120) == Array(wanted))
        for follower in [all, last] {
            follower.signal(SIGTERM)
            #expect(follower.status() == 128 + SIGTERM)
            let notes = follower.errorText()
            #expect(notes.contains("is gone (") && notes.contains("connected again"), "\(notes)")
        }
    }

    private func follow(_ options: [String]) throws -> RunningPaidan {
        try RunningPaidan(["--follow", "--json"] + options, of: "tail")
    }

    private func sequences(_ follower: RunningPaidan, _ count: Int) -> [Int] {
        follower.readLines(count).compactMap(Self.sequence)
    }

    private static func sequence(_ line: String) -> Int? {
        line.firstMatch(of: /"sequence":(\d+)/).flatMap { Int($0.1) }
    }
}
