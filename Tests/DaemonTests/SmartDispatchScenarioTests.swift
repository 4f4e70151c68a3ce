import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

/// One ticket under `smart-dispatch`, from the request to 已闭环, on a daemon whose clock is turned by hand. To be read
/// beside the requirements; the numbers name them.
@Suite("Smart dispatch, as a supervisor would check it")
struct SmartDispatchScenarioTests {
    // reason: it is one story, and is to be read as one.
    @Test("a request goes twice round until the customer is satisfied")
    func wholeStory() async throws {
        let daemon = try await RunningDaemon.new("--clock", "manual")
        let rehearsal = try await Rehearsal(daemon.client)
        // DI-5: the profile lets a dispatcher confirm.
        try await rehearsal.publishConfirming()

        // IN-1, IN-4, TR-2, TR-4: it comes over WeChat, gets a number, a category and a priority with their words.
        let number = try await rehearsal.submits("收银系统故障，加急，门店无法营业", channel: "wechat")
        var ticket = try await rehearsal.ticket(number)
        #expect(number.wholeMatch(of: /\d{6}-001/) != nil)
        #expect(ticket.text("priority") == "urgent" && ticket.text("lifeCycle") == "waiting")

        // DI-3: three are proposed, each with its score, terms and reason; the one off line is counted.
        let proposed = ticket.elements("proposal", "candidates").compactMap { $0.text("agent") }
        #expect(proposed.count == 3 && !proposed.contains("off"))
        let decision = try #require(try await rehearsal.decisions(number).first)
        #expect(decision.text("outcome") == "proposed" && decision.number("leftOut", "offline") == 1)
        #expect(decision.elements("candidates").allSatisfy { $0.text("reason") != "" && $0.number("score") != nil })

        // The dispatcher confirms the first.
        ticket = try await rehearsal.does("confirm", number)
        #expect(ticket.text("offer", "agent") == proposed[0])

        // AC-1: not accepted in 15 minutes, the clerk is reminded. Nobody takes the ticket away yet.
        try await rehearsal.turns(minutes: 15)
        #expect(try await rehearsal.told(number).contains("acceptance-overdue clerk"))
        ticket = try await rehearsal.ticket(number)
        #expect(ticket.text("offer", "agent") == proposed[0] && ticket.json["overdue"] != nil)

        // The clerk takes it back, and another agent is proposed, confirmed, and accepts.
        _ = try await rehearsal.does("reassign", number, ["reason": "十五分钟未接单"])
        ticket = try await rehearsal.does("confirm", number)
        let holder = try #require(ticket.text("offer", "agent"))
        #expect(holder != proposed[0])
        _ = try await rehearsal.does("accept", number, ["agent": .string(holder)])

        // PR-2, PR-3, PR-7: the work goes on, is warned of before its estimate and escalated past it.
        _ = try await rehearsal.does("progress", number, ["agent": .string(holder), "note": "正在为张建国远程排查"])
        _ = try await rehearsal.does("contact", number, ["agent": .string(holder), "note": "已电话联系"])
        try await rehearsal.turns(minutes: 48 * 60)
        let told = try await rehearsal.told(number)
        #expect(told.contains("completion-near \(holder)") && told.contains("completion-overdue supervisor"))
        #expect(try await rehearsal.ticket(number).json["escalated"] != nil)

        // FB-1, FB-3: resolved, the customer is asked and not satisfied; the clerk has an hour.
        _ = try await rehearsal.does("resolve", number, ["agent": .string(holder), "solution": "重启收银网关"])
        ticket = try await rehearsal.does("rate", number, ["grade": "不满意", "comment": "还是断网"])
        #expect(ticket.text("lifeCycle") == "resolved" && ticket.text("grade") == "dissatisfied")
        #expect(try await rehearsal.told(number).contains("dissatisfied clerk"))
        try await rehearsal.turns(minutes: 30)
        _ = try await rehearsal.does("contact", number, ["reasons": ["not-solved"], "note": "张建国反映又断网"])
        #expect(try await rehearsal.clocks(number)["callback"] == "met")

        // The second cycle: the same number, and whoever is best now.
        ticket = try await rehearsal.does("reopen", number, ["note": "再次断网"])
        #expect(ticket.number("cycle") == 2 && ticket.text("number") == number)
        ticket = try await rehearsal.does("confirm", number)
        let second = try #require(ticket.text("offer", "agent"))
        _ = try await rehearsal.does("accept", number, ["agent": .string(second)])
        _ = try await rehearsal.does("resolve", number, ["agent": .string(second), "solution": "更换网关"])

        // Whoever has it now sees what was tried, and how the customer found it.
        let before = try await rehearsal.texts(number)
        #expect(before.contains("note 正在为张**远程排查") && before.contains("solution 重启收银网关"))
        #expect(before.contains("comment 还是断网") && before.contains("note 张**反映又断网"))

        // FB-2: satisfied, which closes it.
        ticket = try await rehearsal.does("rate", number, ["grade": "满意"])
        #expect(ticket.text("lifeCycle") == "closed" && ticket.text("stage") == "已闭环")

        // The story, as the supervisor reads it.
        let story = try await CommandLine.paidan(
            daemon, "show", number, "--events", "--decisions", language: "zh_CN.UTF-8")
        var rest = Substring(story)
        for told in Self.story {
            let found = try #require(rest.firstRange(of: told), "\(told) is not told, or not in its place:\n\(story)")
            rest = rest[found.upperBound...]
        }
        #expect(await daemon.stop() == 0)
        #expect(try LoggedEvents.violations(daemon.folder["data/log"]).isEmpty)
    }

    /// What `paidan show NUMBER --events --decisions` has to tell, in this order.
    private static let story = [
        "已关闭，第 2 轮", "张**（138****5678）", "已推荐，待确认，4 人合适", "排除：离线 1", "1. lin（lin）", "已派单，4 人合适",
        "提交（wechat，上海）", "归类为 系统故障（把握 100.0%，依据 ", "优先级 紧急（依据 ", "推荐 lin、wang、zhao，待确认", "「response」开始计时",
        "派给 lin", "「acceptance」已超时", "发给客服：acceptance-overdue", "admin 从 lin 收回：十五分钟未接单", "推荐 wang、zhao、qian，待确认",
        "派给 wang", "wang 接单", "「completion」开始计时", "推进到「处理中」：正在为张**远程排查", "wang 已联系客户：已电话联系",
        "「response」停止计时", "「completion」即将到期", "「completion」已超时", "升级至主管", "发给主管：completion-overdue", "wang 处理完毕：重启收银网关",
        "发出满意度调查", "客户评价：不满意：还是断网", "「callback」开始计时", "发给客服：dissatisfied",
        "admin 已联系客户（not-solved）：张**反映又断网", "「callback」停止计时", "重开（第 2 轮）：再次断网", "wang 接单",
        "wang 处理完毕：更换网关", "客户评价：满意", "关闭（已评价）",
    ]
}
