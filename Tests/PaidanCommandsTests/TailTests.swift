import CommitLog
import Events
import PaidanCommands
import Policies
import PolicyFiles
import SegmentLog
import TemporaryFolders
import Testing

/// Events 1 to 3 are agents; then a ticket and its offer in turn, 4 to 203.
@Suite("paidan tail")
struct TailTests {
    let folder: TemporaryFolder
    var data: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
        try EventLog(in: folder.path).appendDay(tickets: 1...100)
    }

    /// The sequence numbers shown.
    private func shown(_ options: [String]) -> [Int] {
        let shell = TestShell()
        #expect(shell.run(["tail", "--data", data, "--json"] + options) == .success, "\(shell.errors.text)")
        return shell.output.lines.compactMap { line in
            line.firstMatch(of: /"sequence":(\d+)/).flatMap { Int($0.1) }
        }
    }

    @Test(
        "Shows the last ten, or others",
        arguments: [
            ([], Array(194...203)), (["--last", "3"], Array(201...203)), (["--last", "0"], []),
            (["--last", "1000"], Array(1...203)), (["--from", "200"], Array(200...203)),
            (["--from", "1"], Array(1...203)),
            (["--from", "204"], []), (["--from", "9999"], []),
            (["--type", "agent-changed"], [1, 2, 3]),
            (["--type", "agent-changed,offer-made", "--from", "3", "--ticket", "202405-1001"], [5]),
            (["--type", "offer-made", "--last", "2"], [201, 203]),
            (["--type", "agent-changed", "--type", "ticket-submitted", "--last", "2"], [200, 202]),
            (["--ticket", "202405-1007"], [16, 17]),
            (["--ticket", "202405-1007", "--ticket", "202405-1001", "--last", "3"], [5, 16, 17]),
            (["--agent", "wang", "--last", "3"], [191, 197, 203]), (["--agent", "lin", "--from", "199"], [201]),
            (["--agent", "zhao", "--ticket", "202405-1100"], []), (["--type", "ticket-closed"], []),
        ] as [([String], [Int])])
    func selection(_ options: [String], _ sequences: [Int]) {
        #expect(shown(options) == sequences)
    }

    @Test("As JSON each event is an object on its line, by its names")
    func json() {
        let shell = TestShell()
        #expect(shell.run("tail", "--data", data, "--json", "--from", "202") == .success)
        #expect(
            shell.output.lines == [
                #"{"sequence":202,"type":"ticket-submitted","time":"2024-05-06T01:03:21.000Z","ticket":"202405-1100","#
                    + #""actor":"system","data":{"channel":"phone"}}"#,
                #"{"sequence":203,"type":"offer-made","time":"2024-05-06T01:03:22.000Z","ticket":"202405-1100","#
                    + #""agent":"wang","actor":"system","data":{}}"#,
            ])
    }

    @Test("Everybody goes by the name that they have now")
    func renamed() throws {
        try EventLog(in: data).append(agent(2, "wang", name: "王强"))
        #expect(shown(["--agent", "wang", "--last", "2"]) == [203, 204])
        let shell = TestShell()
        #expect(shell.run("tail", "--data", data, "--last", "2") == .success)
        #expect(shell.output.lines.first?.hasSuffix("offered to 王强") == true)
    }

    @Test(
        "People read it in their language, the date once",
        arguments: [
            ([:], "offered to wang"), (["LANG": "zh_CN.UTF-8"], "派给 wang"),
            (["LANG": "en_GB.UTF-8"], "offered to wang"),
            (["LC_ALL": "zh_TW", "LANG": "en_GB"], "派给 wang"), (["LC_ALL": "C", "LANG": "zh_CN"], "offered to wang"),
            (["LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "C"], "派给 wang"),
        ] as [([String: String], String)])
    func lines(_ variables: [String: String], _ words: String) {
        let shell = TestShell(variables: variables)
        #expect(shell.run("tail", "--data", data, "--last", "2", "--ticket", "202405-1100") == .success)
        #expect(shell.output.lines.count == 2)
        #expect(shell.output.lines.first?.hasPrefix("2024-05-06 09:03:21  202405-1100  ") == true)
        #expect(shell.output.lines.last == "           09:03:22  202405-1100  \(words)")
    }

    @Test("Things are called what the policy in the log calls them, and what they are to programs")
    func names() throws {
        let folder = try TemporaryFolder()
        let log = try EventLog(in: folder.path)
        let document = PolicyFiles.profile("smart-dispatch")
        var (published, changed) = (PolicyPublished(), PolicyPublished())
        (published.version, published.canonical) = (1, document.canonical)
        (changed.version, changed.canonical) = (2, try Self.renamed(document.source))
        try log.append(published, ticket(1), under: 1)
        try log.append(changed, ticket(2), under: 2)
        var clock = DeadlineStarted()
        (clock.ticket, clock.deadline) = (TicketOrdinal(rawValue: 1), "response")
        try log.append(clock, under: 1)
        for (options, locale, said) in [
            (["--from", "1"], "zh_CN", ["提交（电话）", "提交（热线）", "「首次响应时限」开始计时"]),
            (["--last", "1"], "zh_CN", ["「首次响应时限」开始计时"]),
            (["--from", "1"], "C", ["submitted (phone)", "submitted (hotline)", "deadline first contact started"]),
            (["--from", "1", "--json"], "zh_CN", [#""channel":"phone""#, #""deadline":"response""#]),
        ] {
            let shell = TestShell(variables: ["LANG": locale])
            #expect(shell.run(["tail", "--data", folder.path] + options) == .success, "\(shell.errors.text)")
            for words in said { #expect(shell.output.text.contains(words), "\(shell.output.text)") }
        }
    }

    private static func renamed(_ source: [UInt8]) throws -> [UInt8] {
        let text = String(decoding: source, as: UTF8.self)
            .replacing("code: phone, name: {zh: 电话, en: phone}", with: "code: phone, name: {zh: 热线, en: hotline}")
        return try PolicyFiles.read(Array(text.utf8)).canonical
    }

    @Test("The date stands again when it changes, and the column of numbers stays where there is none")
    func date() throws {
        let folder = try TemporaryFolder()
        let log = try EventLog(in: folder.path)
        try log.append(PolicyPublished(), ticket(1))
        log.skip(seconds: 15 * 3600)
        try log.append(offer(1))
        let shell = TestShell()
        #expect(shell.run("tail", "--data", folder.path) == .success)
        #expect(
            shell.output.lines == [
                "2024-05-06 09:00:00               policy  published, version 0",
                "           09:00:01  202405-1001  submitted (phone)",
                "2024-05-07 00:00:02  202405-1001  offered to ?",
            ])
    }

    @Test(
        "Colours are for terminals whose user wants them",
        arguments: [
            (true, [:], [], true), (false, [:], [], false), (true, [:], ["--no-color"], false),
            (true, ["NO_COLOR": "1"], [], false), (true, ["NO_COLOR": ""], [], true),
            (true, ["TERM": "dumb"], [], false),
            (true, [:], ["--json"], false),
        ] as [(Bool, [String: String], [String], Bool)])
    func colours(_ isTerminal: Bool, _ variables: [String: String], _ options: [String], _ hasColours: Bool) {
        let shell = TestShell(variables: variables, outputIsATerminal: isTerminal)
        #expect(shell.run(["tail", "--data", data] + options) == .success)
        #expect(shell.output.text.contains("\u{1b}[36moffered to wang\u{1b}[0m\n") == hasColours)
        #expect(shell.output.text.contains("\u{1b}") == hasColours)
    }

    @Test("The data directory is named, or in the environment")
    func environment() {
        let shell = TestShell(variables: ["PAIDAN_DATA": data + "/"])
        #expect(shell.run("tail", "--last", "1") == .success)
        #expect(shell.output.lines.count == 1)
        let other = TestShell(variables: ["PAIDAN_DATA": "/nowhere"])
        #expect(other.run("tail", "--last", "1", "--data", data) == .success)
    }

    @Test("When the reader has seen enough, it ends in silence")
    func closedOutput() {
        for options in [[], ["--follow"], ["--from", "1"]] {
            let shell = TestShell()
            shell.output.refuse(.closed)
            #expect(shell.run(["tail", "--data", data] + options) == .success)
            #expect(shell.errors.text.isEmpty)
        }
    }

    @Test(
        "Used wrongly it says what to do",
        arguments: [
            (["--from", "0"], "numbered from 1"), (["--from", "1", "--last", "1"], "either"),
            (["--last", "10001"], "--from"), (["--type", "offer-mad"], "offer-made"), (["--type", ""], "offer-made"),
            (["--ticket", "202405-1101"], "no ticket 202405-1101"), (["--agent", "lina"], "no agent lina"),
            (["--data", "/nowhere"], "paidand --data /nowhere"),
        ])
    func badUse(_ options: [String], _ hint: String) {
        let shell = TestShell(variables: ["PAIDAN_DATA": data])
        #expect(shell.run(["tail"] + options) == .badUse)
        #expect(shell.errors.text.contains(hint), "\(shell.errors.text)")
        #expect(shell.errors.lines.count == 1)
        #expect(shell.output.text.isEmpty)
    }

    @Test("What is no event is named, behind those before it")
    func foreign() throws {
        for type in [0, 99, RecordType.lost] {
            let folder = try TemporaryFolder()
            try EventLog(in: folder.path).append(agent(1, "lin"))
            let log = try SegmentLog.open(folder["log"], environment: .system(owner: "a test"))
            var batch = RecordBatch()
            if type == RecordType.lost { try batch.appendLost() } else { try batch.append([1], type: type) }
            _ = try log.appendBlocking(batch)
            log.close()
            let shell = TestShell()
            #expect(
                shell.run("tail", "--data", folder.path, "--from", "1")
                    == (type == RecordType.lost ? .corruption : .badUse))
            #expect(shell.errors.text.contains("record 2 of \(folder["log"])"), "\(shell.errors.text)")
            #expect(shell.output.lines.count == 1)
        }
    }
}

@Suite("paidan tail --follow", .timeLimit(.minutes(10)))
struct TailFollowTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func sequences(_ lines: [String]) -> [Int] {
        lines.compactMap { line in line.firstMatch(of: /"sequence":(\d+)/).flatMap { Int($0.1) } }
    }

    @Test("goes on as events become durable, over restarts of the writer, each once")
    func follows() throws {
        func write(_ tickets: ClosedRange<UInt64>) throws { try EventLog(in: folder.path).appendDay(tickets: tickets) }
        try write(1...20)
        let last = try RunningPaidan("--data", folder.path, "--json", "--follow", "--last", "2", of: "tail")
        let all = try RunningPaidan("--data", folder.path, "--json", "--follow", "--from", "41", of: "tail")
        let later = try RunningPaidan("--data", folder.path, "--json", "--follow", "--from", "1040", of: "tail")
        let one = try RunningPaidan(
            "--data", folder.path, "--json", "--follow", "--ticket", "202405-1600", of: "tail")
        #expect(sequences(last.readLines(2)) == [42, 43])
        #expect(sequences(all.readLines(3)) == [41, 42, 43])
        var next = 44
        for round in 1...8 as ClosedRange<UInt64> {
            // Opened, written to and closed; the log's segments are small, so some are sealed.
            let tickets = round * 100 - 79...round * 100 + 20
            try write(tickets)
            let numbers = Array(next..<next + 200)
            #expect(sequences(last.readLines(200)) == numbers)
            #expect(sequences(all.readLines(200)) == numbers)
            next += 200
        }
        #expect(sequences(later.readLines(3)) == [1040, 1041, 1042])
        #expect(sequences(one.readLines(2)) == [1202, 1203])
        for follower in [last, all, later, one] {
            follower.signal(15)
            #expect(follower.status() == 128 + 15)
            #expect(follower.errorText().isEmpty)
        }
    }

    @Test("shows each event as soon as it is durable, to people too")
    func live() throws {
        let log = try EventLog(in: folder.path)
        let follower = try RunningPaidan("--data", folder.path, "--follow", of: "tail")
        for ordinal in 1...10 as ClosedRange<UInt64> {
            try log.append(ticket(ordinal))
            #expect(follower.readLine()?.hasSuffix("202405-\(1000 + ordinal)  submitted (phone)") == true)
        }
    }
}
