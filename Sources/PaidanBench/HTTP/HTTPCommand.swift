internal import ArgumentParser
internal import Foundation
internal import JSONText
internal import PaidanClient

/// `tools/bench http`.
struct HTTPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "Measures the daemon over HTTP beside an endpoint that only decodes and answers.",
        discussion: """
            wrk, in a process of its own on the same machine, lets tickets live: submitted, triaged, offered, \
            accepted, in progress, resolved, each step durable before it is answered. Examples:

              tools/bench http
              tools/bench http --seconds 3 --rounds 1 --json
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Option(help: "Connections.")
    var connections = 64
    @Option(help: "Seconds of load, a round.")
    var seconds = 8
    @Option(help: "Rounds.")
    var rounds = 5
    @Option(help: "Where to write, on the disk to be measured; a new folder is removed afterwards.")
    var directory = ".build-bench"

    func validate() throws {
        guard connections > 0, seconds > 0, rounds > 0 else { throw ValidationError("all numbers are at least 1") }
    }

    func run() throws {
        let work = try WorkDirectory(directory)
        defer { work.remove() }
        let report = Report(isJSON: json)
        try report.begin(
            Machine(directory: work.path),
            settings: "\(connections) connections, \(seconds) s a round, \(rounds) rounds")
        let daemon = try DaemonUnderTest(work.fresh("daemon"))
        defer { daemon.stop() }
        let echo = try ChildProcess(["echo"])
        defer { echo.kill() }
        let echoAddress = String(decoding: try echo.awaitWord(), as: UTF8.self).split(separator: "\n")[0]
        try daemon.hire()
        let progress = Progress("http")
        let standings = try Contest(contestants: [
            load("daemon", daemon.address, daemon.tokenFile), load("echo", String(echoAddress), daemon.tokenFile),
        ]).run(rounds: rounds, progress)
        progress.clear()
        try report.add([
            Row(
                "http.life", "submitted → … → resolved, durable, requests", .perSecond,
                standings.figures("daemon", .perSecond),
                baseline: ("decode and answer", standings.figures("echo", .perSecond)),
                target: .atLeast(timesBaseline: 0.7, "0.7 of decode and answer")),
            Row(
                "http.p50", "the same, median answer", .microseconds, standings.figures("daemon", .p50),
                baseline: ("decode and answer", standings.figures("echo", .p50))),
            Row(
                "http.p99", "the same, 99th of 100 answers", .microseconds, standings.figures("daemon", .p99),
                baseline: ("decode and answer", standings.figures("echo", .p99))),
        ])
        report.end()
    }

    private func load(_ name: String, _ address: String, _ tokenFile: String) -> Contestant {
        Contestant(name: name) { _ in
            let wrk = Process()
            let output = Pipe()
            wrk.executableURL = URL(fileURLWithPath: "/usr/bin/wrk")
            wrk.arguments = [
                "-t1", "-c\(connections)", "-d\(seconds)s", "-s", "tools/benching/ticket-life.lua", address, "--",
                tokenFile,
            ]
            wrk.standardOutput = output
            do { try wrk.run() } catch { throw BenchError.unexpected("wrk does not run: \(error)") }
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            wrk.waitUntilExit()
            guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("RESULT ") }) else {
                throw BenchError.unexpected("wrk gives no result: \(text)")
            }
            let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
            guard numbers.count == 5, numbers[2] == 0 else {
                throw BenchError.unexpected("\(name) refused \(numbers.dropFirst(2).first ?? 0) requests")
            }
            return [.perSecond: numbers[0] / numbers[1] * 1e6, .p50: numbers[3], .p99: numbers[4]]
        }
    }
}

extension DaemonUnderTest {
    /// Agents who have room for whatever comes.
    fileprivate func hire() throws {
        let client = try self.client()
        defer { client.close() }
        for number in 1...50 {
            let agent: JSON = [
                "name": "林静", "skills": [["name": "系统故障", "level": JSON(4)]], "regions": ["上海"], "capacity": JSON(1000),
            ]
            let path = ["v1", "agents", "a\(number)"]
            _ = try client.send(.acting(.put, path, agent, key: "agent-\(number)"))
            _ = try client.send(.acting(.put, path + ["presence"], ["state": "online"], key: "presence-\(number)"))
        }
    }
}
