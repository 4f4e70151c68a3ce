internal import ArgumentParser
internal import LogScenarios

/// Runs the log's scenarios by seed, as many as wanted, and stops at the first promise that does not hold.
@main
struct LogFuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools/fuzz log",
        abstract: "Runs the segment log on a simulated disk that loses, tears, refuses, forgets and lies, by a seed.",
        discussion: """
            EXAMPLES
              tools/fuzz log --count 100000
              tools/fuzz log --seed 4711
            """)

    @Option(help: "The first seed.")
    var seed: UInt64 = 1

    @Option(help: "How many seeds.")
    var count: UInt64 = 1

    @Flag(help: "Go on after a failure, and give only the rule that was broken.")
    var all = false

    @Flag(help: "Name each seed before it runs, so that one that traps is known.")
    var verbose = false

    func run() throws {
        var tally = ScenarioTally()
        var failures = 0
        for seed in seed..<seed + count {
            if verbose { print("seed \(seed)") }
            do throws(ScenarioFailure) {
                tally += try LogScenario.run(seed: seed)
            } catch {
                failures += 1
                print(all ? "seed \(error.seed): \(error.rule)" : "\(error)")
                if !all { break }
            }
        }
        for line in tally.lines { print(line) }
        print(failures == 0 ? "every promise held" : "\(failures) seeds failed")
        if failures > 0 { throw ExitCode.failure }
    }
}
