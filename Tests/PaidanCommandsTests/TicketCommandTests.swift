import DaemonHarness
import Foundation
import JSONText
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("Tickets from the command line", .serialized, .timeLimit(.minutes(10)))
struct TicketCommandTests {
    let daemon: RunningDaemon

    init() async throws { daemon = try await RunningDaemon(on: TemporaryFolder()) }

    private func addAgent() {
        _ = daemon.lines("departments", "set", "技术部", "--name", "技术部")
        let set = daemon.lines(
            "agents", "set", "lin", "--name", "林静", "--skill", "系统故障=4", "--skill", "售后=2", "--region", "上海",
            "--department", "技术部", "--capacity", "3")
        #expect(
            set == [
                "id          lin", "name        林静", "presence    offline",
                "skills      系统故障 4, 售后 2",
                "regions     上海", "department  技术部", "capacity    3",
            ])
        #expect(daemon.lines("presence", "lin", "online") == ["lin  林静  online"])
    }

    @Test("An agent stays as it is where nothing is said of it, and says its pool and since when it has its skills")
    func agentChanges() {
        addAgent()
        let dated = daemon.lines(
            "agents", "set", "lin", "--pool", "backup", "--skill", "系统故障=4@2024-05-01", "--skill", "售后=2",
            language: "zh_CN.UTF-8")
        #expect(dated.contains("技能    系统故障 4（2024-05-01 起）、售后 2"), "\(dated)")
        #expect(dated.contains("人员池  backup（备选人员池）") && dated.contains("容量    3"), "\(dated)")
        let known = daemon.lines("agents", "show", "lin", "--json")
        // By the clocks of the test's shell, eight hours ahead.
        #expect(known[0].contains(#""since":"2024-04-30T16:00:00.000Z""#), "\(known)")
        // Nothing said is nothing changed.
        #expect(daemon.lines("agents", "set", "lin", "--json") == known)
        // Another level keeps the date, and the rest.
        let changed = daemon.lines("agents", "set", "lin", "--skill", "系统故障=5")
        #expect(
            changed == [
                "id          lin", "name        林静", "presence    online", "skills      系统故障 5 (since 2024-05-01)",
                "regions     上海", "department  技术部", "capacity    3", "pool        backup (backup pool)",
            ])
        let row = daemon.lines("agents")[1]
        #expect(row.contains("backup (backup pool)") && row.contains("(since 2024-05-01)"), "\(row)")
        // What is given empty is taken away.
        let bare = daemon.lines(
            "agents", "set", "lin", "--skill", "", "--region", "", "--department", "", "--pool", "", "--capacity", "2")
        #expect(bare == ["id        lin", "name      林静", "presence  online", "capacity  2"])
        for wrong in [["--skill", "系统故障=4@"], ["--skill", "系统故障=4@2024-13-01"], ["--pool", "nobody"]] {
            #expect(daemon.shell().run(["agents", "set", "lin"] + wrong) == .badUse, "\(wrong)")
        }
        // Of a new one the name has to be said.
        let shell = daemon.shell()
        #expect(shell.run("agents", "set", "wang", "--pool", "backup") == .badUse)
        #expect(shell.errors.text.contains("--name: "), "\(shell.errors.text)")
    }

    @Test("A new agent's command is repeated with its key: the first answer comes, and nothing happens")
    func repeatedAgent() {
        func set() -> [String] {
            daemon.lines(
                "agents", "set", "wang", "--name", "王强", "--skill", "售后=2", "--idempotency-key", "wang-1", "--json")
        }
        let first = set()
        let last = daemon.lines("tail", "--last", "1", "--json")
        #expect(set() == first && daemon.lines("tail", "--last", "1", "--json") == last)
        // Somebody else has changed the agent: what is repeated takes nothing back.
        _ = daemon.lines("agents", "set", "wang", "--capacity", "9", "--pool", "backup")
        _ = set()
        let page = daemon.lines("agents", "show", "wang")
        #expect(page.contains("capacity  9") && page.contains("skills    售后 2"), "\(page)")
        let other = daemon.shell()
        #expect(other.run("agents", "set", "wang", "--capacity", "2", "--idempotency-key", "wang-1") == .badUse)
    }

    private static let submission = [
        "submit", "--channel", "phone", "--description", "系统崩溃，无法登录", "--name", "张建国", "--contact", "13800005678",
        "--contact-person", "王店长", "--tier", "VIP", "--category", "系统故障", "--region", "上海", "--order", "D1",
        "--expected-result", "恢复", "--address", "示例路 88 号", "--notes", "急", "--confirmed",
    ]

    /// Submits, and gives the ticket's number.
    private func submit(_ options: [String] = submission) throws -> String {
        let shell = daemon.shell()
        #expect(shell.run(options + ["--json"]) == .success, "\(shell.errors.text)")
        let ticket = try #require(JSON(parsing: Array(shell.output.text.utf8.dropLast())))
        return try #require(ticket["number"]?.asText)
    }

    @Test("A ticket's whole way, in both languages", arguments: ["zh_CN.UTF-8", "C"])
    func wholeWay(_ language: String) throws {
        let isChinese = language != "C"
        addAgent()
        let number = try submit()
        func lines(_ arguments: String...) -> String {
            let shell = daemon.shell(language: language)
            #expect(shell.run(arguments) == .success, "\(arguments): \(shell.errors.text)")
            return shell.output.text
        }
        let offered = lines("show", number)
        #expect(offered.contains(isChinese ? "待接单，派给 林静，" : "offered, offered to 林静, valid until "))
        #expect(offered.contains(isChinese ? "\n客户      张*" : "\ncustomer         张*"))
        #expect(offered.contains(isChinese ? "（138****5678，VIP 客户）\n" : " (138****5678, VIP)\n"))
        #expect(offered.contains(isChinese ? "\n联系人    王" : "\ncontact person   王"))
        #expect(offered.contains(isChinese ? "\n期望结果  恢复\n" : "\nexpected result  恢复\n"))
        for priority in ["low", "high"] {
            _ = lines("prioritise", number, "--priority", priority, "--reason", "张建国催办")
        }
        _ = lines("classify", number, "--category", "投诉", "--reason", "张建国投诉态度")
        _ = lines("classify", number, "--category", "系统故障", "--reason", "弄错了")
        #expect(lines("accept", number, "--agent", "lin").contains(isChinese ? "已接单，执行人员 lin" : "accepted, agent lin"))
        #expect(lines("show", number).contains(isChinese ? "\n预计完成  2" : "\nexpected by      2"))
        let silent = daemon.shell(language: language)
        #expect(silent.run("progress", number, "--agent", "lin", "--note", " ") == .badUse)
        #expect(silent.errors.text.contains(isChinese ? "--note：不能为空" : "--note: It must not be empty"))
        _ = lines("progress", number, "--agent", "lin", "--note", "先看一下")
        let begun = lines("progress", number, "--agent", "lin", "--stage", "待客户确认", "--note", "看日志")
        #expect(begun.contains(isChinese ? "处理中（待客户确认）" : "in progress (awaiting the customer)"))
        #expect(lines("workloads").contains(/0 +1 +1 +3/))
        #expect(lines("resolve", number, "--agent", "lin", "--solution", "重启").contains(isChinese ? "已完成" : "done"))
        #expect(
            lines("rate", number, "--grade", "satisfied", "--comment", "快")
                .hasSuffix(isChinese ? "已闭环，客户评价：满意\n" : "closed, rated: satisfied\n"))
        let shown = lines("show", number, "--events", "--decisions")
        #expect(shown.contains(isChinese ? "林静 接单" : "accepted by 林静"))
        for told in isChinese ? Self.told.chinese : Self.told.english { #expect(shown.contains(told), "\(shown)") }
        #expect(
            shown.contains(
                isChinese
                    ? "已派给 林静，1 人合适，派单环 常规人员\n  1. 林静（lin）"
                    : "offered to 林静, 1 eligible, ring regular staff\n  1. 林静 (lin)"))
        let revealed = lines("reveal", number, "--reason", "回访")
        #expect(revealed.contains("张建国（138") || revealed.contains("张建国 (138"))
        #expect(revealed.contains(isChinese ? "改为 高：张建国催办\n" : "to high by admin: 张建国催办\n"), "\(revealed)")
        #expect(!revealed.contains(isChinese ? "林静 接单" : "accepted by 林静"), "nobody wrote anything there")
        #expect(lines("workloads").contains(isChinese ? "满意 1\n" : "satisfied 1\n"))
        #expect(lines("agents", "show", "lin").contains(isChinese ? "客户评价  满意 1\n" : "ratings     satisfied 1\n"))
        #expect(lines("queue") == (isChinese ? "队列为空\n" : "nothing waits\n"))
        // By the clocks of the test's shell, eight hours ahead.
        let row = lines("list").split(separator: "\n").last.map(String.init) ?? ""
        #expect(
            row.wholeMatch(of: /\d{6}-\d{3}  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  .*(系统故障  电话|system fault  phone)  .*lin/)
                != nil, "\(row)")
    }

    @Test("A call that is no call back says that its clock runs on, and one that is stops it")
    func callBack() throws {
        addAgent()
        let number = try submit()
        #expect(daemon.lines("contact", number, "--agent", "lin", "--note", "约了下午").count == 1)
        _ = daemon.lines("accept", number, "--agent", "lin")
        _ = daemon.lines("resolve", number, "--agent", "lin", "--solution", "重启")
        _ = daemon.lines("rate", number, "--grade", "fair")
        for own in [["--agent", "lin", "--reason", "slow"], ["--note", "致歉"]] {
            let shell = daemon.shell()
            #expect(shell.run(["contact", number] + own) == .success, "\(shell.errors.text)")
            let lines = shell.output.lines
            try #require(lines.count == 2)
            #expect(lines[1].hasPrefix("  call back ") && lines[1].hasSuffix("  running"), "\(lines)")
        }
        let called = daemon.lines("contact", number, "--reason", "slow", language: "zh_CN.UTF-8")
        #expect(called.count == 2 && called[1].hasPrefix("  回访处置时限 ") && called[1].hasSuffix("  计时中"), "\(called)")
        #expect(daemon.lines("contact", number, "--reason", "slow", "--json").count == 1)
    }

    /// What the events say that people wrote, and who changed what.
    private static let told = (
        chinese: [
            "admin 把优先级从 低 改为 高：张**催办\n", "admin 把类别从 系统故障 改为 投诉：张**投诉态度\n", "待客户确认」：看日志\n",
            "林静 处理完毕：重启\n", "客户评价：满意：快\n",
        ],
        english: [
            "priority changed from low to high by admin: 张**催办\n",
            "category changed from system fault to complaint by admin: 张**投诉态度\n",
            "awaiting the customer, by 林静: 看日志\n",
            "resolved by 林静: 重启\n", "rated: satisfied: 快\n",
        ]
    )

    @Test("What one is told, and that one has read it")
    func inbox() throws {
        addAgent()
        let number = try submit()
        let told = daemon.lines("inbox", "--agent", "lin", "--unread")
        try #require(told.count == 2)
        #expect(told[0].hasPrefix("* ") && told[0].contains("  New ticket \(number)"), "\(told)")
        #expect(told[1].hasPrefix("    张**: system fault, priority "), "\(told)")
        let id = String(told[0].split(separator: " ")[1])
        #expect(daemon.lines("inbox", "read", id)[0].hasPrefix("  \(id)  "))
        #expect(daemon.lines("inbox", "list", "--agent", "lin", "--unread") == ["nothing"])
        #expect(daemon.lines("inbox", "--agent", "lin", "--unread", language: "zh_CN") == ["没有通知"])
        #expect(daemon.lines("inbox", "--customers")[0].contains("  We have your request: \(number)"))
    }

    @Test("Everything wrong with a submission is told at once, each fault with its flag")
    func refusedSubmission() {
        let shell = daemon.shell()
        #expect(shell.run("submit", "--tier", String(repeating: "x", count: 200), "--order", "") == .badUse)
        #expect(shell.output.bytes.isEmpty)
        let flags = shell.errors.lines.dropFirst().compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(shell.errors.lines.first?.hasPrefix("paidan: ") == true)
        #expect(
            flags == ["  --channel", "  --description", "  --name", "  --contact", "  --tier"], "\(shell.errors.text)")
        let chinese = daemon.shell(language: "zh_CN")
        #expect(chinese.run("submit", "--channel", "wechat", "--description", "x", "--name", "a") == .badUse)
        #expect(chinese.errors.lines.last?.hasPrefix("  --contact：") == true, "\(chinese.errors.text)")
    }

    @Test(
        "What the daemon refuses is bad use, and says why",
        arguments: [
            (["show", "209901-001"], "209901-001"), (["accept", "209901-001", "--agent", "lin"], "209901-001"),
            (["presence", "nobody", "online"], "nobody"), (["presence", "lin", "asleep"], "STATE: "),
            (["list", "--submitted-after", "yesterday"], "--submitted-after: "),
            (["list", "--life-cycle", "gone"], "in-progress"), (["list", "--agent", "nobody"], "no agent nobody"),
            (["erase", "0", "--reason", "R-1", "--yes"], "no such customer"), (["queue", "--limit", "0"], "--limit: "),
            (["agents", "set", "a b", "--name", "x"], "  AGENT: 1 to 64 letters"),
            (["departments", "set", "a b", "--name", "x"], "  DEPARTMENT: 1 to "),
            (["agents", "set", "lin", "--skill", "售后=2", "--skill", "售后=3"], "--skill: The skill 售后 is there twice"),
            (["agents", "set", "lin", "--skill", "售后=2@2999-01-01"], "--skill: The skill 售后 begins later than now"),
            (["presence", "lin", "online", "--idempotency-key", "a b"], "--idempotency-key: "),
            (["agents", "set", "x", "--name", "x", "--skill", "y=9"], "--skill: "),
            (["close", "209901-001"], "209901-001"), (["tail", "--last", "501", "--type", "x"], "offer-made"),
        ])
    func refusals(_ arguments: [String], _ hint: String) {
        addAgentQuietly()
        let shell = daemon.shell()
        #expect(shell.run(arguments) == .badUse)
        #expect(shell.output.bytes.isEmpty)
        #expect(shell.errors.text.hasPrefix("paidan: ") && shell.errors.text.contains(hint), "\(shell.errors.text)")
    }

    @Test("A customer is erased when somebody says yes, at the terminal or beforehand, and not otherwise")
    func erasure() throws {
        let submit = [
            "submit", "--channel", "wechat", "--name", "张三", "--contact", "13800009999", "--description", "x",
        ]
        let submitted = daemon.shell()
        #expect(submitted.run(submit) == .success)
        let number = try #require(submitted.output.text.firstMatch(of: /\d{6}-\d{3}/)?.output)
        let erase = ["erase", "--ticket", String(number), "--reason", "R-2026-7"]
        for (answer, isTerminal) in [("no\n", true), ("", true), ("yes\n", false)] {
            let shell = TestShell(
                [.text(answer)], variables: ["PAIDAN_DATA": daemon.data, "LANG": "C"], errorsAreATerminal: isTerminal)
            #expect(shell.run(erase) == .badUse)
            #expect(shell.errors.text.contains("nothing was erased"), "\(shell.errors.text)")
        }
        #expect(daemon.lines("show", String(number)).joined().contains("张*"))
        let shell = TestShell(
            [.text("yes\n")], variables: ["PAIDAN_DATA": daemon.data, "LANG": "C"], errorsAreATerminal: true)
        #expect(shell.run(erase) == .success)
        #expect(shell.output.text.hasSuffix("was erased\n"))
        #expect(daemon.lines("show", String(number)).joined().contains("(erased)"))
        #expect(daemon.lines("tail", "--last", "1").joined().contains("was erased (R-2026-7)"))
        let again = daemon.shell()
        #expect(again.run(["erase", "--ticket", String(number), "--reason", "R-2026-7", "--yes"]) == .success)
    }

    private func addAgentQuietly() { _ = daemon.shell().run("agents", "set", "lin", "--name", "林静") }

    @Test("With --json it is the daemon's, as it came")
    func json() throws {
        addAgent()
        let number = try submit()
        let ticket = daemon.lines("show", number, "--json")
        #expect(ticket.count == 1 && ticket[0].hasPrefix(#"{"number":"\#(number)","channel":"phone""#))
        let whole = try #require(
            JSON(parsing: Array(daemon.lines("show", number, "--events", "--decisions", "--json")[0].utf8)))
        #expect(whole["ticket"]?.text == JSON(parsing: Array(ticket[0].utf8))?.text)
        #expect(whole["events"]?.asElements?.first?["type"]?.asText == "ticket-submitted")
        #expect(whole["decisions"]?.asElements?.count == 1)
        for (command, member) in [
            ("queue", "total"), ("list", "items"), ("agents", "items"), ("workloads", "items"), ("inbox", "items"),
        ] {
            let lines = daemon.lines(command, "--json")
            #expect(lines.count == 1 && JSON(parsing: Array(lines[0].utf8))?[member] != nil, "\(command)")
        }
        #expect(daemon.lines("agents", "show", "lin", "--json")[0].hasPrefix(#"{"id":"lin","name":"林静""#))
    }

    @Test("A description comes from standard input, and the same key does nothing twice")
    func inputAndKey() throws {
        let arguments = [
            "submit", "--channel", "email", "--description", "-", "--name", "李", "--contact", "l@x", "--json",
            "--idempotency-key", "one",
        ]
        for _ in 1...2 {
            let shell = daemon.shell("第一行\n第二行\n\n")
            #expect(shell.run(arguments) == .success, "\(shell.errors.text)")
            #expect(shell.output.text.contains(#""description":"第一行\n第二行""#))
        }
        #expect(daemon.lines("list", "--json")[0].matches(of: /"number"/).count == 1)
        #expect(daemon.shell("第二封\n").run(arguments) == .badUse)
    }

    @Test(
        "A ticket whose category nobody knows says so", arguments: [("C", "unclassified"), ("zh_CN.UTF-8", "未分类")])
    func unclassified(_ language: String, _ category: String) {
        let submit = [
            "submit", "--channel", "wechat", "--name", "张三", "--contact", "13800009999", "--description", "x",
        ]
        let shell = daemon.shell(language: language)
        #expect(shell.run(submit) == .success && shell.output.text.contains("  \(category)"), "\(shell.output.text)")
        for command in ["list", "queue"] {
            #expect(daemon.lines(command, language: language)[1].contains("  \(category)  "), "\(command)")
        }
    }

    @Test("Lists go through the pages")
    func pages() throws {
        let line = #"{"channel":"wechat","description":"x","customer":{"name":"a","contact":"b"}}"# + "\n"
        #expect(daemon.shell(String(repeating: line, count: 620)).run("submit", "--batch", "-") == .success)
        func numbers(_ options: String...) -> [String] {
            let shell = daemon.shell()
            #expect(shell.run(["list", "--json"] + options) == .success)
            return shell.output.text.matches(of: /"number":"(\d+-\d+)"/).map { String($0.1) }
        }
        let all = numbers("--all")
        #expect(all.count == 620 && Set(all).count == 620 && all == all.sorted(by: >))
        #expect(numbers() == Array(all.prefix(50)) && numbers("--limit", "501") == Array(all.prefix(501)))
        #expect(daemon.lines("list", "--all", "--json").count == 2)
        #expect(daemon.lines("list", "--limit", "3").count == 4)
        let waiting = daemon.lines("queue", "--limit", "2")
        #expect(waiting.count == 4 && waiting.last == "620 wait in all")
    }

    @Test("A batch is answered line for line, and one refused line is told by the status")
    func batch() throws {
        let good = #"{"channel":"wechat","description":"x","customer":{"name":"a","contact":"b"}}"#
        let input = [good, "nonsense", #"{"channel":"wechat","description":"","customer":{}}"#, good].joined(
            separator: "\n")
        let shell = daemon.shell(input)
        #expect(shell.run("submit", "--batch", "-", "--json") == .badUse)
        let statuses = shell.output.lines.map { JSON(parsing: Array($0.utf8))?["status"]?.asUnsigned }
        #expect(statuses == [201, 400, 422, 201])
        let page = daemon.shell(input, language: "zh_CN.UTF-8")
        #expect(page.run("submit", "--batch", "-") == .badUse)
        #expect(page.output.lines.map { $0.prefix(5) } == ["第 1 行", "第 2 行", "第 3 行", "第 4 行"])
        #expect(page.output.lines[2].contains("/customer/name"), "\(page.output.lines[2])")
        #expect(page.output.lines[2].hasSuffix("。") && !page.output.lines[2].contains("。；"), "\(page.output.lines[2])")
        #expect(page.errors.bytes.isEmpty)
        #expect(daemon.shell().run("submit", "--batch", "-", "--name", "x") == .badUse)
        #expect(daemon.shell().run("submit", "--batch", daemon.folder["none"]) == .badUse)
    }

    @Test("A batch is submitted whole, also where nobody reads the answers any more")
    func unreadBatch() throws {
        let line = #"{"channel":"wechat","description":"x","customer":{"name":"a","contact":"b"}}"# + "\n"
        let shell = daemon.shell(String(repeating: line, count: 600))
        shell.output.refuse(.closed)
        #expect(shell.run("submit", "--batch", "-") == .success, "\(shell.errors.text)")
        #expect(daemon.lines("queue", "--limit", "1", "--json")[0].contains(#""total":600"#))
    }

    @Test("What is confirmed has to be proposed, and a refusal says what to do instead")
    func nothingProposed() throws {
        let number = try submit()
        for (locale, sentences) in [
            ("zh_CN.UTF-8", ["没有待确认的派单方案", "assign", "reassign"]),
            ("C", ["Nothing is proposed", "assign", "reassign"]),
        ] {
            let shell = daemon.shell(language: locale)
            #expect(shell.run("confirm", number) == .badUse)
            for sentence in sentences { #expect(shell.errors.text.contains(sentence), "\(shell.errors.text)") }
            #expect(shell.errors.lines.count == 1)
        }
    }

    @Test("A batch larger than the daemon takes at once is sent in parts, and its lines are counted on")
    func largeBatch() throws {
        let lines = (1...10_003).map {
            #"{"channel":"wechat","description":"\#($0)","customer":{"name":"a","contact":"b"}}"#
        }
        try daemon.folder.write("batch", lines.joined(separator: "\n"))
        func answers() -> [String] {
            daemon.lines("submit", "--batch", daemon.folder["batch"], "--json", "--idempotency-key", "large")
        }
        let first = answers()
        #expect(first.count == 10_003)
        #expect(first.last?.hasPrefix(#"{"line":10003,"status":201,"#) == true)
        func numbers(_ lines: [String]) -> [Substring] {
            lines.compactMap { $0.firstMatch(of: /"number":"([^"]+)"/)?.1 }
        }
        // The key holds for every part.
        #expect(numbers(answers()) == numbers(first) && Set(numbers(first)).count == 10_003)
    }
}
