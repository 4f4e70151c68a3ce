internal import ArgumentParser
internal import EventRendering
internal import Events

struct Tail: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Shows what happens: the last events, and with --follow those that come.",
        discussion: """
            Reads the log of a data directory, beside its daemon or without one; or asks a daemon, here or elsewhere, \
            if --server or $\(ServerOptions.variable) names one. Shows only what is durable. With --follow it goes on \
            until it is stopped, also while the daemon restarts, without a gap and without showing anything twice. \
            What customers wrote is sealed and not shown.

            People get a line an event, in Chinese where the locale (LC_ALL, LC_MESSAGES, LANG) is Chinese, in \
            English otherwise; programs get a JSON object a line with --json.
            """)

    static let examples = [
        Example("The last ten events, and then whatever happens", "paidan tail --follow"),
        Example("The way of one ticket", "paidan tail --ticket 202611-001 --from 1"),
        Example("Offers that nobody took", "paidan tail --type offer-declined,offer-expired --last 50"),
        Example(
            "From a daemon elsewhere", "paidan tail --server https://paidan.example.com --token-file token --follow"),
    ]

    @OptionGroup var data: DataDirectory

    @OptionGroup var server: ServerOptions

    @OptionGroup var masterKey: MasterKeyOption

    @Option(help: ArgumentHelp("How many of the events that are there to show. Default: 10.", valueName: "n"))
    var last: Int?

    @Option(help: ArgumentHelp("Show all from this sequence number on.", valueName: "n"))
    var from: UInt64?

    @Flag(help: "Go on as events become durable.")
    var follow = false

    @Option(
        help: ArgumentHelp(
            "Only events of this type, such as offer-made; several with commas, or repeated.", valueName: "type"),
        completion: .list(EventType.allCases.map(\.code)))
    var type: [String] = []

    @Option(help: ArgumentHelp("Only events about the ticket with this number; may be repeated.", valueName: "number"))
    var ticket: [String] = []

    @Option(help: ArgumentHelp("Only events about this agent; may be repeated.", valueName: "id"))
    var agent: [String] = []

    @Flag(help: "Print each event as a JSON object.")
    var json = false

    @Flag(name: .customLong("no-color"), help: "No colours on a terminal; neither with $NO_COLOR.")
    var noColor = false

    /// They are held in memory, and more are for --from.
    private static let lastMax = 10_000

    func validate() throws {
        if last != nil, from != nil { throw ValidationError("give either --last or --from") }
        if let from, from == 0 { throw ValidationError("events are numbered from 1, so --from is at least 1") }
        if let last, !(0...Self.lastMax).contains(last) {
            throw ValidationError("--last is a number from 0 to \(Self.lastMax); for more use --from")
        }
        for code in typeCodes where EventType(code: code) == nil {
            let known = EventType.allCases.map(\.code).joined(separator: ", ")
            throw ValidationError("there are no events of type '\(code)'; the types are \(known)")
        }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let source = try source(in: shell)
        let style: EventPrinter.Style =
            json
            ? .json
            : .lines(
                shell.language, hasColours: shell.showsColours && !noColor, secondsFromUTC: shell.secondsFromUTC)
        var printer = EventPrinter(shell.output, style)
        try source.print(query, to: &printer, in: shell)
        return .success
    }

    private func source(in shell: Shell) throws(Refusal) -> any EventSource {
        if try server.givenAddress(beside: data, in: shell) != nil {
            return DaemonEvents(client: try server.client(beside: data, in: shell))
        }
        let log = try data.openLog(masterKey: masterKey, in: shell)
        return LogEvents(reader: log.reader, path: log.path)
    }

    private var query: EventQuery {
        var filter = EventFilter()
        filter.types = Set(typeCodes.compactMap { EventType(code: $0) })
        filter.tickets = Set(ticket)
        filter.agents = Set(agent)
        return EventQuery(start: from.map { .from($0) } ?? .last(last ?? 10), follows: follow, filter: filter)
    }

    private var typeCodes: [String] {
        type.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
