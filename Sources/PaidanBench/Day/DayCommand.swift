internal import ArgumentParser
internal import Foundation
internal import JSONText
internal import PaidanClient
internal import Policies
internal import PolicyFiles

/// `tools/bench day`.
struct DayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "day",
        abstract: "Loads a daemon with a day of a service team, many times as fast as life, and looks for drift.",
        discussion: """
            A real daemon, on the machine's own clock, gets a day's requests, while agents come, pause and go, take \
            what they are offered or do not, write down what they do, resolve it, and customers judge it; screens load \
            themselves anew every five seconds, and followers get every event. The policy is the shipped profile with \
            every duration divided by the speed (rounded to seconds, one at least), so that offers run out and tickets \
            escalate as in life. The administrator's token acts for everybody, and ratings come without the survey's \
            link, which only customers get.

            This process is the load. A request is due at its time, whether or not others were answered, and its \
            latency runs from then: what a daemon that stands still holds up is counted (there is no coordinated \
            omission). How late this process itself came to what it knew long before is told beside; where that is \
            much, the figures are those of a machine that is too small.

            When everything is worked off the daemon shows all it has and is stopped; a replay in another process and \
            a daemon started anew have to show the same, and `paidan audit verify` reads the log. The exit status is 1 \
            if anything differs, is missing or was answered as it should not be. Examples:

              tools/bench day                  5,000 agents, 200,000 tickets, 12 hours in a quarter of an hour
              tools/bench day --quick
              tools/bench day --agents 500 --tickets 10000 --speed 200 --seed 7 --json
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Flag(
        help: "A day of half a minute: 60 agents, 600 tickets, 2,000 times as fast as life, where nothing else is said."
    )
    var quick = false
    @Option(help: "People who handle tickets (default: 5000).")
    var agents: Int?
    @Option(help: "Requests of the day (default: 200000).")
    var tickets: Int?
    @Option(help: "Hours of the day, by its own clock.")
    var hours = 12.0
    @Option(help: "How many times as fast as life it goes by (default: 50).")
    var speed: Int?
    @Option(help: "What the day is drawn from.")
    var seed: UInt64 = 1
    @Option(
        help:
            "Screens: each loads queue, workloads and open tickets anew every five seconds (default: 50)."
    )
    var screens: Int?
    @Option(help: "Followers of every event, beside the one by which the load knows what to do (default: 8).")
    var followers: Int?
    @Option(help: "Connections on which people act.")
    var connections = 128
    @Option(help: "Where to write, on the disk to be measured; a new folder is removed afterwards.")
    var directory = ".build-bench"

    private var size: DaySize {
        DaySize(
            agents: agents ?? (quick ? 60 : 5_000), tickets: tickets ?? (quick ? 600 : 200_000), hours: hours,
            speed: speed ?? (quick ? 2_000 : 50), seed: seed, screens: screens ?? (quick ? 3 : 50),
            followers: followers ?? (quick ? 3 : 8), connections: connections)
    }

    func validate() throws {
        guard (1...100_000).contains(size.agents), (1...10_000_000).contains(size.tickets), size.speed >= 1 else {
            throw ValidationError("1 to 100,000 agents, 1 to 10,000,000 tickets, and a speed of 1 at least")
        }
        guard hours * 60 >= 1, hours <= 24, size.seconds >= 1 else {
            throw ValidationError("a day has a minute to 24 hours, and takes a second at least")
        }
        guard size.screens >= 0, size.followers >= 0, size.followers <= 100, connections >= 1,
            size.screens + size.followers + connections <= 500
        else { throw ValidationError("at most 100 followers, and 500 connections together") }
    }

    func run() throws {
        let work = try WorkDirectory(directory)
        defer { work.remove() }
        let report = Report(isJSON: json)
        let size = size
        try report.begin(Machine(directory: work.path), settings: Self.settings(size))
        let played = try DayRun(size, in: work).run()
        let faults = played.faults()
        try DayReport(played, faults: faults).write(to: report)
        if !faults.isEmpty { throw ExitCode(1) }
    }

    private static func settings(_ size: DaySize) -> String {
        "\(size.agents) agents, \(size.tickets) tickets, \(size.hours) h at \(size.speed) times the speed "
            + "(\(Int(size.seconds)) s), seed \(size.seed); \(size.screens) screens, \(size.followers) followers, "
            + "\(size.connections) connections"
    }
}
