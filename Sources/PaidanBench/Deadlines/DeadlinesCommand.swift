internal import ArgumentParser

/// `tools/bench deadlines`.
struct DeadlinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines", abstract: "Measures how clocks are found that are due, among many that run.",
        discussion: """
            Tickets wait, each with a clock that warns and runs out; then time passes, second by second, and what is \
            due is carried out. Some seconds are found by going through all tickets too, and must be the same. \
            Examples:

              tools/bench deadlines
              tools/bench deadlines --tickets 100000 --json >figures.jsonl
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Option(help: "Tickets that are open, with a clock each.")
    var tickets = 1_000_000
    @Option(help: "Seconds that pass in a round.")
    var seconds = 300
    @Option(help: "Rounds.")
    var rounds = 3

    func validate() throws {
        guard tickets >= 1, seconds >= 1, rounds >= 1 else { throw ValidationError("at least one of each") }
    }

    func run() throws {
        let report = Report(isJSON: json)
        try report.begin(
            Machine(directory: "."), settings: "\(tickets) open tickets, \(seconds) seconds, \(rounds) rounds")
        let progress = Progress("deadlines")
        let rows = try DeadlineRows(tickets: tickets, seconds: seconds, rounds: rounds).rows(progress)
        progress.clear()
        try report.add(rows)
        report.end()
    }
}
