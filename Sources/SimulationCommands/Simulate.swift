internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanCommands
internal import Policies
internal import RecordedWork
internal import Simulation

struct Simulate: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            abstract: .both(
                "让真实记录的工作经过真正的引擎，并与实际结果比较。",
                "Runs recorded work through the real engine, and measures it against what really happened."),
            discussion: SimulateHelp.discussion)
    }

    static let examples = [
        Example(
            "已有映射的记录", "A record that a mapping ships for",
            "paidan simulate --arrivals helpdesk.csv.gz --mapping helpdesk --profile smart-dispatch --out run"),
        Example(
            "运行二十次，供程序使用", "Twenty runs, for a program",
            "paidan simulate --arrivals calls.csv --mapping calls.yaml --out run --seeds 20 --json"),
        Example("其中发生了什么", "What happened in it", "paidan tail --data run"),
    ]

    @Option(
        help: .both(
            "记录：CSV 或每行一个 JSON，可用 gzip 压缩。", "The record: CSV or JSON lines, gzip or plain.", valueName: "file"),
        completion: .file())
    var arrivals: String

    @Option(
        help: .both("随附映射的名字，或映射文件。", "A mapping that ships, by name, or a file.", valueName: "mapping"),
        completion: .file())
    var mapping: String

    @Option(
        help: .both("指明人员，代替推断。", "Who there is, in place of what is inferred.", valueName: "file"),
        completion: .file())
    var agents: String?

    @Option(
        help: .both("随附方案的名字，或策略文件。", "A profile that ships, by name, or a policy file.", valueName: "profile"))
    var profile: String = "smart-dispatch"

    @Option(help: .both("一个新目录。", "A new directory.", valueName: "dir"), completion: .directory)
    var out: String

    @Option(
        help: .both("运行几次；第一次即记录本身。", "How many runs; the first is the record itself.", valueName: "number"))
    var seeds = 5

    @Option(help: .both("只取记录最前面的若干案件。", "Only the first cases of the record.", valueName: "number"))
    var first: Int?

    @Flag(help: .both("打印一行 JSON。", "Print one line of JSON."))
    var json = false

    func validate() throws {
        guard (1...SimulationLimits.seedsMax).contains(seeds) else {
            let most = SimulationLimits.seedsMax
            throw ValidationError(.both("--seeds 为 1 到 \(most)", "--seeds is from 1 to \(most)"))
        }
        if let first, first < 1 { throw ValidationError(.both("--first 至少为 1", "--first is at least 1")) }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let sources = try SimulationSources(self, in: shell)
        let folder = try SimulationFolder(out, in: shell)
        try folder.write("blemishes.csv", sources.record.blemishes.csv)
        try folder.write("policy.yaml", sources.policy.source)
        let report = try SimulationRuns(sources, folder, shell).run(seeds: seeds)
        let account = SimulationAccount(sources, report)
        let line = account.json.text
        try folder.write("report.json", Array((line + "\n").utf8))
        try folder.write("report.html", Array(SimulationPage(account, shell.language).html.utf8))
        if json {
            try shell.say(line)
        } else {
            try shell.say(account.lines(shell.language, hasColours: shell.showsColours).joined(separator: "\n"))
            try shell.say(
                shell.language("图表见 \(out)/report.html", "charts: \(out)/report.html"))
        }
        return .success
    }
}
