internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanCommands
internal import Policies
internal import RecordedWork

struct Import: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: .both(
                "把真实记录的历史，连同其时间与人员，引入服务。",
                "Brings recorded history, with its real times and people, into the daemon."),
            discussion: ImportHelp.discussion)
    }

    static let examples = [
        Example(
            "已有映射的记录", "A record that a mapping ships for",
            "paidan import --arrivals helpdesk.csv.gz --mapping helpdesk"),
        Example(
            "先把记录中的类别加入策略", "First the record's categories into the policy",
            "paidan import --arrivals incidents.csv --mapping incidents.yaml --write-policy policy.yaml && "
                + "paidan policy publish policy.yaml"),
        Example(
            "供程序使用", "For a program",
            "paidan import --arrivals calls.csv --mapping calls.yaml --json | jq .made"),
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
        help: .both(
            "记录的名字：同名的同一案件只引入一次。默认取映射的名字。",
            "The record's name: a case of one record is brought once. Default: the mapping's name.",
            valueName: "name"))
    var source: String?

    @Option(
        help: .both(
            "策略没有的类别都归入此类别。", "The category of cases whose own the policy does not have.", valueName: "code"))
    var otherwise: String?

    @Option(help: .both("只取记录最前面的若干案件。", "Only the first cases of the record.", valueName: "number"))
    var first: Int?

    @Option(
        help: .both(
            "不引入；写出现行策略加上记录中的类别，供发布。",
            "Bring nothing: write the policy in force with the record's categories added, to be published.",
            valueName: "file"),
        completion: .file())
    var writePolicy: String?

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        if let first, first < 1 { throw ValidationError(.both("--first 至少为 1", "--first is at least 1")) }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let shell = session.shell
        let sources = try ImportSources(self, in: shell)
        let policy = try PublishedCategories(session)
        if let writePolicy {
            try policy.write(writePolicy, with: sources, in: shell)
            return .success
        }
        let codes = try policy.codes(for: sources, otherwise: otherwise, shell.language)
        var run = ImportRun(sources, codes)
        try run.send(session)
        if session.isJSON {
            try shell.say(run.account.json(sources).text)
        } else {
            try shell.say(run.account.lines(sources, shell.language).joined(separator: "\n"))
        }
        return run.account.refused == 0 ? .success : .badUse
    }
}

/// All that an import reads.
struct ImportSources {
    let source: String
    let mapping: Mapping
    let reader: SourceReader
    let record: Record

    init(_ command: Import, in shell: Shell) throws(Refusal) {
        reader = SourceReader(shell: shell)
        mapping = try reader.mapping(command.mapping)
        var record = try reader.record(
            command.arrivals, mapping, named: command.mapping, try reader.zone(mapping.zone))
        if let first = command.first { record.cases = Array(record.cases.prefix(first)) }
        self.record = record
        source = command.source ?? Self.name(of: command.mapping)
    }

    /// `incidents` of `mappings/incidents.yaml`.
    private static func name(of mapping: String) -> String {
        let file = mapping.split(separator: "/").last ?? ""
        let name = file.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
        return name.isEmpty ? mapping : String(name)
    }
}
