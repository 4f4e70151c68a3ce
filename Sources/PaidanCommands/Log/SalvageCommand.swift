internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import SegmentLog
internal import Storage

struct SalvageCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "salvage",
        abstract: "Saves everything readable of a damaged log into a new one.",
        discussion: """
            The damaged log is only read. In the new one every record keeps its number; where records are lost, it \
            says so in their place, and `paidan log cat` leaves them out. What is lost is listed exactly, and kept \
            besides in the file DEST.account.json, which holds what --json prints.

            The exit status is 0 when nothing is lost. It is 2 when records are lost, or may be because nothing says \
            where the log ended; the new log stands then too, with all that is left.
            """)

    static let examples = [
        Example("What is readable, and what is not", "paidan log salvage orders orders.salvaged"),
        Example("What is lost, for a program", "paidan log salvage orders saved || jq .lost saved.account.json"),
    ]

    @OptionGroup var log: LogArguments

    @Argument(help: "The directory to make; its parent must be there.", completion: .directory)
    var destination: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let key = try log.masterKey.read(in: shell)
        let path = FileNames.trimmed(destination)
        let account = path + Self.accountSuffix
        try shell.refuseToReplace(account)
        var bar = ProgressBar("salvaging", in: shell)
        let result: Result<SalvageReport, LogError> = Result { () throws(LogError) in
            try Salvage.run(from: log.path, to: path, masterKey: key, environment: shell.environment) {
                bar.show($0)
            }
        }
        bar.finish()
        let report: SalvageReport
        do throws(LogError) { report = try result.get() } catch { throw Refusal(error) }
        // Told as well where the file cannot be written, which is a failure all the same.
        let keeping = Result { () throws(Refusal) -> CommandStatus in
            try shell.createNamed(account, text: Self.json(report, path).text + "\n", isPrivate: false)
            if let loss = Self.loss(report) {
                throw Refusal(.corruption, "\(log.path): \(loss); \(path) holds all that is left, see \(account)")
            }
            return .success
        }
        return try shell.conclude(keeping) { () throws(Refusal) in
            if json {
                try shell.say(Self.json(report, path))
            } else {
                try shell.say(Self.text(report, path))
            }
        }
    }

    /// What follows the new log's path in the name of the file that keeps the account.
    private static let accountSuffix = ".account.json"

    /// What somebody must not miss who means to go on with the new log and forget the old one.
    private static func loss(_ report: SalvageReport) -> String? {
        if report.lostRecords > 0 { return "\(Amounts.count(report.lostRecords, "record")) lost" }
        return report.endIsKnown ? nil : "records may be lost, as nothing says where the log ended"
    }

    private static func text(_ report: SalvageReport, _ path: String) -> String {
        var lines = report.unreadable.map { "unreadable: \($0)" }
        lines += report.lost.map { "lost: \($0)" }
        if !report.endIsKnown {
            lines.append("nothing says where the log ended: there may have been more records, of which nothing is left")
        }
        let lost = report.lostRecords == 0 ? "none lost" : "\(Amounts.count(report.lostRecords, "record")) lost"
        lines.append("\(Amounts.count(report.records, "record")) saved to \(path), \(lost)")
        return lines.joined(separator: "\n")
    }

    private static func json(_ report: SalvageReport, _ path: String) -> JSON {
        let lost = report.lost.map { range -> JSON in
            [
                "first": JSON(range.first.value), "last": JSON(range.last.value), "file": JSON(range.file),
                "why": .string(range.why),
            ]
        }
        let unreadable = report.unreadable.map { bytes -> JSON in
            [
                "file": .string(bytes.file), "offset": JSON(bytes.offset), "bytes": JSON(bytes.byteCount),
                "why": .string(bytes.why),
            ]
        }
        return [
            "destination": .string(path), "records": JSON(report.records), "lostRecords": JSON(report.lostRecords),
            "lost": .array(lost), "unreadable": .array(unreadable), "endIsKnown": .bool(report.endIsKnown),
        ]
    }
}
