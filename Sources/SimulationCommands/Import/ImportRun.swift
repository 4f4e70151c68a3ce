internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import PaidanCommands
internal import RecordedWork
internal import Threads

/// Sends the cases of a record to a daemon, in parts that it takes, and counts what became of them.
struct ImportRun {
    private let sources: ImportSources
    private let lines: ImportLines
    private(set) var account = ImportAccount()

    init(_ sources: ImportSources, _ codes: [String: String]) {
        self.sources = sources
        lines = ImportLines(source: sources.source, codes: codes)
    }

    /// What is sent at once: well below what the daemon takes, so that little is sent again where an answer is lost.
    private static let partCasesMax = 1_000
    private static let partBytesMax = 8 << 20

    mutating func send(_ session: borrowing DaemonSession) throws(Refusal) {
        let shell = session.shell
        let start = shell.now()
        var bar = ProgressBar(shell.language("引入", "import"), in: shell)
        do throws(Refusal) {
            var part: [UInt8] = []
            var cases: [(name: String, history: CaseHistory)] = []
            for recorded in sources.record.cases {
                let history = CaseHistory(recorded, skill: sources.mapping.skill)
                let line = lines.line(recorded, history)
                if cases.count == Self.partCasesMax || part.count + line.count > Self.partBytesMax, !cases.isEmpty {
                    try send(part, cases, session, &bar)
                    (part, cases) = ([], [])
                }
                part += line
                cases.append((recorded.name, history))
            }
            if !cases.isEmpty { try send(part, cases, session, &bar) }
        } catch {
            bar.finish()
            guard account.done > 0 else { throw error }
            throw error.saying(
                shell.language(
                    "；已引入 \(account.made) 件，再次执行同一命令即可继续",
                    "; there are \(Amounts.count(account.made, "case")) now, and the same command goes on from there"),
                shell.language)
        }
        bar.finish()
        account.milliseconds = UInt64(max(0, shell.now().nanoseconds - start.nanoseconds) / 1_000_000)
    }

    private mutating func send(
        _ part: [UInt8], _ cases: [(name: String, history: CaseHistory)], _ session: borrowing DaemonSession,
        _ bar: inout ProgressBar
    ) throws(Refusal) {
        var request = ClientRequest(.post, ["v1", "import"])
        request.body = part
        request.bodyType = "application/x-ndjson"
        request.accepts = "application/x-ndjson"
        let total = sources.record.cases.count
        let noun = session.language("件", "cases")
        var place = 0
        try session.eachLine(of: request, key: nil) { answers throws(Refusal) in
            for answer in answers {
                guard place < cases.count else { break }
                note(try session.json(answer), cases[place], session.language)
                place += 1
            }
            bar.show(done: account.done, of: total, noun)
        }
    }

    private mutating func note(
        _ answer: JSON, _ recorded: (name: String, history: CaseHistory), _ language: Language
    ) {
        guard let problem = answer["problem"] else {
            return account.take(recorded.history, isNew: answer["existing"] == nil)
        }
        let document = ProblemDocument(status: Int(answer["status"]?.asUnsigned ?? 0), problem)
        let faults = document.faults.map { "\($0.pointer) \($0.detail)" }
        let reasons = faults.isEmpty ? [document.detail] : faults
        let text = document.title + language("：", ": ") + reasons.joined(separator: language("; ", "; "))
        account.refuse(recorded.name, text.plainLine)
    }
}
