internal import ArgumentParser

/// `tools/bench log`.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Measures the log and its baselines side by side.",
        discussion: """
            Contestants take turns in rounds; a row gives the median of its rounds, the lowest and the highest. \
            Whoever wants figures that mean something lets nothing else run meanwhile. Examples:

              tools/bench log --quick
              tools/bench log --peers --json >figures.jsonl
              tools/bench log --only scan --only disk
            """)

    @Flag(help: "Print JSON lines, as schemas/cli/bench.schema.json has them.")
    var json = false
    @Flag(help: "Measure Redis too (tools/bench installs it).")
    var peers = false
    @Flag(help: "Fewer and shorter rounds, under two minutes in all.")
    var quick = false
    @Flag(help: "Open a log of 100 million records too, and one with as many segments to seal as can wait.")
    var full = false
    @Flag(help: "Only show that everything runs; no figure means anything.")
    var dry = false
    @Option(help: "Where to write, on the disk to be measured; a new folder is removed afterwards.")
    var directory = ".build-bench"
    @Option(help: "Only this group of rows: \(LogBench.groups.map(\.name).joined(separator: ", ")). Can be repeated.")
    var only: [String] = []

    func validate() throws {
        guard [quick, full, dry].count(where: { $0 }) < 2 else {
            throw ValidationError("--quick, --full and --dry are each for itself")
        }
        for name in only where !LogBench.groups.contains(where: { $0.name == name }) {
            throw ValidationError("no group of rows is called \(name)")
        }
    }

    func run() throws {
        let scale: Scale = dry ? .dry : quick ? .quick : full ? .full : .normal
        let work = try WorkDirectory(directory)
        defer { work.remove() }
        let report = Report(isJSON: json)
        try report.begin(Machine(directory: work.path), settings: scale.name)
        try LogBench(directory: work, scale: scale, report: report, hasPeers: peers).run(only: only)
        report.end()
    }
}
