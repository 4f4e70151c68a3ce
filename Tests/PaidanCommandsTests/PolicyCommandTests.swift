import DaemonHarness
import Foundation
import JSONText
import PaidanCommands
import TemporaryFolders
import Testing

@Suite("Policies from the command line", .serialized, .timeLimit(.minutes(10)))
struct PolicyCommandTests {
    private static func profile() -> String {
        let shell = TestShell()
        #expect(shell.run("policy", "show", "--profile", "smart-dispatch") == .success)
        return shell.output.text
    }

    @Test("A file is checked without a daemon, in both languages")
    func check() {
        let good = TestShell([.text(Self.profile())])
        #expect(good.run("policy", "check", "-") == .success)
        #expect(
            good.output.text.hasPrefix(
                "-: smart-dispatch Smart dispatch of customer requests (9 channels, 18 categories, "))
        let chinese = TestShell([.text(Self.profile())], variables: ["LANG": "zh_CN.UTF-8"])
        #expect(chinese.run("policy", "check", "-") == .success)
        #expect(chinese.output.text.hasPrefix("-：smart-dispatch 客户需求响应管理智能派单系统（渠道 9，类别 18，"))
        let wrong = Self.profile().replacing("mode: automatic", with: "mode: automtic").replacing(
            "capacity: 3\n", with: "capacity: 0\n")
        let bad = TestShell([.text(wrong)])
        #expect(bad.run("policy", "check", "-") == .badUse)
        #expect(bad.errors.text.isEmpty && bad.output.lines.count == 2)
        #expect(
            bad.output.lines.first?.wholeMatch(
                of: /-:\d+:9: \/dispatch\/mode: there is no mode automtic; is automatic meant\?/) != nil)
        let json = TestShell([.text(wrong)])
        #expect(json.run("policy", "check", "-", "--json") == .badUse)
        #expect(JSON(parsing: Array(json.output.text.utf8))?["faults"]?.asElements?.count == 2)
    }

    @Test("What a policy says and never does is told on standard error, and is no fault")
    func warnings() throws {
        let idle = Self.profile().replacing("onBreach: [reassign]", with: "onBreach: [reassign, close-unrated]")
        let english = TestShell([.text(idle)])
        #expect(english.run("policy", "check", "-") == .success)
        #expect(english.errors.lines.count == 1, "\(english.errors.text)")
        #expect(english.errors.text.contains("warning: close-unrated of the deadline offer comes to nothing"))
        let chinese = TestShell([.text(idle)], variables: ["LANG": "zh_CN.UTF-8"])
        #expect(chinese.run("policy", "check", "-") == .success)
        #expect(chinese.errors.text.contains("注意：时限 offer 的 close-unrated 不起作用"))
        let json = TestShell([.text(idle)])
        #expect(json.run("policy", "check", "-", "--json") == .success)
        #expect(JSON(parsing: Array(json.output.text.utf8))?["warnings"]?.asElements?.count == 1)
    }

    @Test("A time zone that there is not is told of before a daemon has to reckon with it")
    func zones() {
        let days = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].map { "\($0)day: [09:00-18:00]" }
        func checked(_ zone: String) -> TestShell {
            let calendar = "{code: office, zone: \(zone), week: {\(days.joined(separator: ", "))}}"
            let shell = TestShell([.text(Self.profile() + "\ncalendars: [\(calendar)]\n")])
            #expect(shell.run("policy", "check", "-") == (zone == "Asia/Shanghai" ? .success : .badUse))
            return shell
        }
        _ = checked("Asia/Shanghai")
        let unknown = checked("Asia/Shangai").output.lines
        #expect(unknown.count == 1)
        let line = /-:\d+:34: \/calendars\/0\/zone: there is no time zone Asia\/Shangai; write it as Asia\/Shanghai/
        #expect(unknown.first?.wholeMatch(of: line) != nil, "\(unknown)")
    }

    @Test("A profile is shown in three forms, and one that does not ship is refused")
    func show() throws {
        let canonical = TestShell()
        #expect(canonical.run("policy", "show", "--profile", "smart-dispatch", "--canonical") == .success)
        let json = try #require(JSON(parsing: Array(canonical.output.text.utf8)))
        #expect(json["profile"]?.asText == "smart-dispatch")
        let whole = TestShell()
        #expect(whole.run("policy", "show", "--profile", "smart-dispatch", "--json") == .success)
        let members = try #require(JSON(parsing: Array(whole.output.text.utf8)))
        #expect(members["source"]?.asText == Self.profile() && members["policy"]?.text == json.text)
        let unknown = TestShell()
        #expect(unknown.run("policy", "show", "--profile", "magic") == .badUse)
        #expect(unknown.errors.text == "paidan: there is no profile magic; there are smart-dispatch\n")
    }

    @Test("A policy goes to the daemon and comes back; what it changes is told before")
    func publish() async throws {
        let daemon = try await RunningDaemon(on: TemporaryFolder())
        let file = daemon.folder["policy.yaml"]
        let changed = Self.profile().replacing("capacity: 3\n", with: "capacity: 4\n")
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(daemon.lines("policy", "diff", "published", "profile:smart-dispatch") == ["nothing is otherwise"])
        #expect(daemon.lines("policy", "diff", "published", file) == ["/dispatch/capacity", "  - 3", "  + 4"])
        #expect(daemon.lines("policy", "publish", file) == ["smart-dispatch is published as version 2"])
        #expect(daemon.lines("policy", "show").joined(separator: "\n") + "\n" == changed)
        #expect(daemon.lines("policy", "diff", "published", file, language: "zh_CN.UTF-8") == ["没有差异"])
        let shell = daemon.shell(changed.replacing("capacity: 4\n", with: "capacity: none\n"))
        #expect(shell.run("policy", "publish", "-") == .badUse)
        #expect(
            shell.errors.text.contains(/\n  \d+:13 \/dispatch\/capacity: it is to be a whole number from 1 to 1000/))
    }
}
