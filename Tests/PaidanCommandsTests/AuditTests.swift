import DaemonHarness
import Events
import JSONText
import PaidanCommands
import Policies
import PolicyFiles
import TemporaryFolders
import Testing

@Suite("paidan audit verify", .timeLimit(.minutes(10)))
struct AuditTests {
    /// A log in which ticket 1 is offered to wang, who is off line, and so is everything else.
    private static func brokenLog(in folder: TemporaryFolder) throws {
        let log = try EventLog(in: folder.path)
        var policy = PolicyPublished()
        (policy.version, policy.canonical) = (1, PolicyFiles.profile("smart-dispatch").canonical)
        try log.append(policy, agent(1, "lin"), agent(2, "wang"), agent(3, "zhao"))
        try log.appendDay(tickets: 1...2)
    }

    @Test("A sound log is sound, beside its daemon and after it, in both languages", arguments: ["zh_CN.UTF-8", "C"])
    func sound(_ language: String) async throws {
        let daemon = try await RunningDaemon(on: TemporaryFolder())
        _ = daemon.lines("agents", "set", "lin", "--name", "林静", "--capacity", "1")
        _ = daemon.lines("presence", "lin", "online")
        for _ in 0..<3 {
            _ = daemon.lines(
                "submit", "--channel", "wechat", "--description", "请问发票", "--name", "张建国", "--contact", "13800005678")
        }
        let beside = daemon.lines("audit", "verify", language: language)
        #expect(beside.count == 2 && beside[1].hasSuffix(language == "C" ? "all hold" : "全部成立"))
        #expect(beside[1].contains(language == "C" ? "3 tickets (3 open), 1 agent, " : "3 张工单（3 张未关闭），1 人，"))
        #expect(await daemon.stop() == 0)
        let json = try #require(JSON(parsing: Array(daemon.lines("audit", "verify", "--json")[0].utf8)))
        #expect(json["isSound"]?.asBool == true && json["rules"]?["tickets"]?.asUnsigned == 3)
    }

    @Test("What breaks a rule is named, with event, ticket and agent, and the status is 2")
    func broken() throws {
        let folder = try TemporaryFolder()
        try Self.brokenLog(in: folder)
        let shell = TestShell()
        #expect(shell.run("audit", "verify", "--data", folder.path) == .corruption)
        #expect(
            shell.output.lines.contains {
                $0.hasPrefix("event 6, ticket 202405-1001, agent wang: eligible (")
                    && $0.hasSuffix(": the agent is off line")
            }, "\(shell.output.text)")
        #expect(shell.output.lines.last?.hasSuffix(" violations") == true)
        #expect(shell.errors.text.contains("breaks the rules"))
    }

    @Test("For programs there are codes, and for others their language")
    func json() throws {
        let folder = try TemporaryFolder()
        try Self.brokenLog(in: folder)
        let shell = TestShell(variables: ["LANG": "zh_CN.UTF-8"])
        #expect(shell.run("audit", "verify", "--data", folder.path, "--json") == .corruption)
        let json = try #require(JSON(parsing: Array(shell.output.text.utf8.dropLast())))
        #expect(json["isSound"]?.asBool == false)
        let violations = json["rules"]?["violations"]?.asElements ?? []
        let offline = violations.first { $0["invariant"]?.asText == "eligible" }
        #expect(offline?["ticket"]?.asText == "202405-1001" && offline?["agent"]?.asText == "wang")
        #expect(offline?["sequence"]?.asUnsigned == 6 && offline?["expected"]?.asText == "此人离线")
        #expect(shell.errors.text.contains("违反规则"))
    }

    @Test("A corrupt log is not read as events")
    func corrupt() throws {
        let folder = try TemporaryFolder()
        try Self.brokenLog(in: folder)
        try folder.flipByte(at: 4100, of: "log/\(try #require(folder.segments(of: "log").first))")
        let shell = TestShell()
        #expect(shell.run("audit", "verify", "--data", folder.path, "--json") == .corruption)
        #expect(!shell.output.text.contains("violations"))
        #expect(shell.errors.text.contains("corrupt"))
    }

    @Test("Where there is no data directory it says how to name one")
    func missing() throws {
        let folder = try TemporaryFolder()
        let shell = TestShell()
        #expect(shell.run("audit", "verify", "--data", folder["nowhere"]) == .badUse)
        #expect(shell.errors.text.contains("--data"))
    }
}
