internal import ArgumentParser

/// `tools/bench dispatch`.
struct DispatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispatch", abstract: "Measures who is offered a ticket, and which ticket a free agent gets.",
        discussion: """
            Agents come, go, take and give back between the decisions; some decisions are made by a full scan too, \
            and must be the same. Examples:

              tools/bench dispatch
              tools/bench dispatch --agents 1000000 --json >figures.jsonl
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Option(help: "Agents to choose from.")
    var agents = 100_000
    @Option(help: "Decisions in a round.")
    var decisions = 20_000
    @Option(help: "Tickets that wait.")
    var waiting = 200_000
    @Option(help: "Rounds.")
    var rounds = 3

    func validate() throws {
        guard agents >= 1, decisions >= 1, waiting >= 1, rounds >= 1 else {
            throw ValidationError("at least one of each")
        }
    }

    func run() throws {
        let report = Report(isJSON: json)
        try report.begin(
            Machine(directory: "."), settings: "\(agents) agents, \(decisions) decisions, \(rounds) rounds")
        let progress = Progress("dispatch")
        let decided = try DecisionRows(agents: agents, decisions: decisions, rounds: rounds).rows(progress)
        let looks = max(1, decisions / 100)
        let waited = WaitingRows(waiting: waiting, looks: looks, rounds: rounds).rows(progress)
        progress.clear()
        try report.add(decided + waited)
        report.end()
    }
}
