internal import JSONText
internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import SegmentLog

struct Cat: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Prints records as lines, in order.",
        discussion: """
            Reads beside a writer in another process or without one, and prints only what is durable. With --follow \
            it goes on as records become durable, until it is stopped, through sealing, repacking and restarts of \
            the writer.
            """)

    static let examples = [
        Example("Every record", "paidan log cat orders"),
        Example("Records 1000 to 1999", "paidan log cat orders --from 1000 --to 1999"),
        Example("What is there, and then whatever comes", "paidan log cat orders --follow"),
        Example("With numbers, times, types and subjects", "paidan log cat orders --json | head -1"),
    ]

    @OptionGroup var log: LogArguments

    @Option(help: ArgumentHelp("The first record to print.", valueName: "n"))
    var from: UInt64 = 1

    @Option(help: ArgumentHelp("The last record to print. Default: the last one that is durable.", valueName: "n"))
    var to: UInt64?

    @Flag(help: "Go on as records become durable; with --to, until that one.")
    var follow = false

    @Flag(help: "Print each record as a JSON object.")
    var json = false

    func validate() throws {
        guard from >= 1 else { throw ValidationError("records are numbered from 1, so --from is at least 1") }
        if let to, to < from { throw ValidationError("--to \(to) comes before --from \(from)") }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let (first, last) = (SequenceNumber(from), to.map { SequenceNumber($0) })
        let cursor = follow ? reader.follow(from: first, to: last) : reader.read(from: first, to: last)
        var printer = RecordPrinter(shell.output, asJSON: json)
        while true {
            do throws(Refusal) {
                while let chunk = try cursor.next() { try printer.print(chunk) }
            } catch {
                // What is sound before the damage is printed; the damage is what there is to tell.
                try? printer.flush()
                throw error
            }
            // Whoever watches sees everything that is durable while this waits for more.
            try printer.flush()
            guard follow, try cursor.waitForMore(in: shell) else { break }
        }
        if printer.lostCount > 0 {
            shell.note("left out \(Amounts.count(printer.lostCount, "record")) that salvage could not save; see --json")
        }
        return .success
    }
}
