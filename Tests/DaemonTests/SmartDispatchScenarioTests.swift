import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

/// One ticket under `smart-dispatch`, from the request to 已闭环, on a daemon whose clock is turned by hand. To be read
/// beside the requirements; the numbers name them. Everybody does their own part, signed in as themselves; the
/// administrator makes the accounts, publishes the policy and turns the clock.
@Suite("Smart dispatch, as a supervisor would check it", .timeLimit(.minutes(10)))
struct SmartDispatchScenarioTests {
    // reason: it is one story, and is to be read as one.
    @Test("a request goes twice round until the customer is satisfied")
    func wholeStory() async throws {
        let daemon = try await RunningDaemon.new("--clock", "manual")
        let company = try await Company(daemon)
        let rehearsal = Rehearsal(of: company.admin)
        let (clerk, dispatcher, supervisor) = (company.clerk, company.dispatcher, company.supervisor)
        // DI-5: the profile lets a dispatcher confirm.
        try await rehearsal.publishConfirming()

        // IN-1, IN-4, TR-2, TR-4: a customer writes over WeChat; the request gets a number, a category and a priority.
        let number = try await Rehearsal(of: company.wechat).submits("收银系统故障，加急，门店无法营业", channel: "wechat")
        #expect(number.wholeMatch(of: /\d{6}-001/) != nil)
        var ticket = try await clerk.get("/v1/tickets/\(number)")
        #expect(ticket.text("priority") == "urgent" && ticket.text("lifeCycle") == "waiting")
        // AD-2: the clerk sees whose it is, masked.
        #expect(ticket.text("customer", "name") == "张**" && ticket.text("customer", "contact") == "138****5678")

        // IN-11: a file comes with it; what it is, how large and what it says is seen by whoever deals with the ticket.
        let log = try await company.wechat.send(
            "POST", "/v1/tickets/\(number)/attachments?name=pos.log", ["Content-Type": "text/plain"],
            "ERR-17 断网\n店主张建国")
        try #require(log.status == 201, "\(log.body)")
        let file = try await clerk.get("/v1/tickets/\(number)").elements("attachments").first
        #expect(file?.text("kind") == "text" && file?.number("bytes") == 29)
        #expect(file?.text("text") == "ERR-17 断网\n店主张**")

        // TR-8: the supervisor is to look at what is urgent, and nobody waits for that.
        #expect(ticket.json["needsReview"] != nil)
        #expect(try await supervisor.inbox(number).contains("请复核工单 \(number)"))
        _ = try await supervisor.does("review", number, ["note": "优先级无误"])

        // DI-3: three are proposed, each with its score, terms and reason; the one off line is counted.
        #expect(try await dispatcher.inbox(number) == ["工单 \(number) 待确认派单"])
        ticket = try await dispatcher.get("/v1/tickets/\(number)")
        let proposed = ticket.elements("proposal", "candidates").compactMap { $0.text("agent") }
        #expect(proposed.count == 3 && !proposed.contains("off"))
        let decisions = try await dispatcher.get("/v1/tickets/\(number)/decisions").elements("items")
        let decision = try #require(decisions.first)
        #expect(decision.text("outcome") == "proposed" && decision.number("leftOut", "offline") == 1)
        #expect(decision.elements("candidates").allSatisfy { $0.text("reason") != "" && $0.number("score") != nil })

        // DI-5: the dispatcher confirms the first, and no clerk may. DI-12: whom it goes to is told what it is about.
        #expect(try await clerk.post("/v1/tickets/\(number)/confirm").status == 403)
        ticket = try await dispatcher.does("confirm", number)
        let first = try #require(ticket.text("offer", "agent"))
        #expect(first == proposed[0])
        let confirmed = try await dispatcher.get("/v1/tickets/\(number)/decisions").elements("items").last
        #expect(confirmed?.text("agent") == first && confirmed?.text("decidedBy") == Company.dispatcherNumber)
        #expect(decision["agent"] == nil && decision["decidedBy"] == nil)
        #expect(try await company.handler(first).inbox(number).contains("新工单 \(number)"))

        // AC-1: not accepted in 15 minutes, the clerk is reminded. Nobody takes the ticket away yet.
        try await rehearsal.turns(minutes: 15)
        #expect(try await clerk.inbox(number).contains("工单 \(number) 超时未接单"))
        ticket = try await clerk.get("/v1/tickets/\(number)")
        #expect(ticket.text("offer", "agent") == first && ticket.json["overdue"] != nil)

        // The clerk takes it back; another is proposed, the dispatcher confirms, and the handler accepts.
        _ = try await clerk.does("reassign", number, ["reason": "十五分钟未接单"])
        ticket = try await dispatcher.does("confirm", number)
        let holder = try #require(ticket.text("offer", "agent"))
        #expect(holder != first)
        let handler = try company.handler(holder)
        #expect(try await company.handler(first).post("/v1/tickets/\(number)/accept").status == 403)
        _ = try await handler.does("accept", number)

        // PR-1: the clerk and the customer are told when it should be done.
        #expect(try await rehearsal.clock("completion", number).text("dueAt") != nil)
        let toCustomer = try await company.admin.get("/v1/notifications?customers=true").elements("items")
        #expect(toCustomer.contains { $0.text("template") == "accepted" && $0.text("text")?.contains("预计") == true })

        // PR-2, PR-3, PR-7: the work goes on, is warned of before its estimate and escalated past it.
        _ = try await handler.does("progress", number, ["note": "正在为张建国远程排查"])
        _ = try await handler.does("contact", number, ["note": "已电话联系张先生"])
        try await rehearsal.turns(minutes: 3 * 60)
        #expect(try await handler.inbox(number).contains("工单 \(number) 即将到期"))
        #expect(try await supervisor.inbox(number).contains("工单 \(number) 已超过预计完成时间"))
        #expect(try await supervisor.get("/v1/tickets/\(number)").json["escalated"] != nil)

        // FB-1, FB-3: resolved, the customer is asked by a link and is not satisfied; the clerk has an hour.
        _ = try await handler.does("resolve", number, ["solution": "重启收银网关"])
        try await rates(company, number, ["grade": "不满意", "comment": "还是断网"])
        ticket = try await clerk.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == "resolved" && ticket.text("grade") == "dissatisfied")
        #expect(try await clerk.inbox(number).contains("工单 \(number) 评价为不满意，请回访"))
        try await rehearsal.turns(minutes: 30)
        _ = try await clerk.does("contact", number, ["reasons": ["not-solved"], "note": "张建国反映又断网"])
        #expect(try await rehearsal.clocks(number)["callback"] == "met")

        // The second cycle: the same number. DI-5: the customer wants somebody; a supervisor agrees to it.
        ticket = try await clerk.does("reopen", number, ["note": "再次断网"])
        #expect(ticket.number("cycle") == 2 && ticket.text("number") == number)
        ticket = try await clerk.does("assign", number, ["agent": "qian", "reason": "张总点名要钱进"])
        #expect(ticket.text("requested") == "qian" && ticket.json["offer"] == nil)
        #expect(try await dispatcher.post("/v1/tickets/\(number)/approve").status == 403)
        // DI-6: that the customer asked for somebody is flagged.
        ticket = try await supervisor.does("approve", number)
        #expect(
            ticket.text("offer", "agent") == "qian" && ticket.elements("offer", "flags").map(\.asText) == ["asked-for"])
        let second = try company.handler("qian")
        _ = try await second.does("accept", number)

        // PR-3: whoever has it now sees what was tried, and how the customer found it, without the customer's name.
        let before = try await Rehearsal(of: second).texts(number)
        #expect(before.contains("note 正在为张**远程排查") && before.contains("solution 重启收银网关"))
        #expect(before.contains("note 已电话联系张**") && before.contains("reason 张*点名要钱进"))
        #expect(before.contains("comment 还是断网") && before.contains("note 张**反映又断网"))
        _ = try await second.does("resolve", number, ["solution": "更换网关"])

        // FB-2: satisfied, which closes it. Each rating counts for whoever resolved the ticket then.
        try await rates(company, number, ["grade": "满意"])
        ticket = try await supervisor.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == "closed" && ticket.text("stage") == "已闭环")
        let workloads = try await supervisor.get("/v1/workloads").elements("items")
        for (agent, grade) in [(holder, "dissatisfied"), ("qian", "satisfied")] {
            let ratings = workloads.first { $0.text("agent") == agent }?.at(["ratings"])
            #expect(ratings?.number(grade) == 1 && ratings?.number("unrated") == 0, "\(agent)")
        }

        // The story, as the supervisor reads it.
        let story = try await CommandLine.paidan(
            daemon, "show", number, "--events", "--decisions", language: "zh_CN.UTF-8", as: supervisor)
        var rest = Substring(story)
        for told in Self.story(first: Company.name(first), second: Company.name(holder)) {
            let found = try #require(rest.firstRange(of: told), "\(told) is not told, or not in its place:\n\(story)")
            rest = rest[found.upperBound...]
        }
        #expect(await daemon.stop() == 0)
        #expect(try LoggedEvents.violations(daemon.folder["data/log"]).isEmpty)
    }

    /// The customer answers by the link that came with the last message, without an account.
    private func rates(_ company: Company, _ number: String, _ answer: JSON) async throws {
        let told = try await company.admin.get("/v1/notifications?customers=true").elements("items")
        let survey = try #require(told.first { $0.text("ticket") == number && $0.text("template") == "survey" })
        let token = try #require(survey.text("text")?.split(separator: "/s/").last)
        let rated = try await company.customer.post("/v1/surveys/\(token)", answer)
        try #require(rated.status == 200, "\(rated.body)")
    }

    /// What `paidan show NUMBER --events --decisions` has to tell, in this order.
    private static func story(first: String, second: String) -> [String] {
        [
            "已闭环，第 2 轮", "张**（138****5678）", "pos.log  文本  29 字节", "ERR-17 断网", "已推荐，待确认，4 人合适", "排除：离线 1",
            "P3001 派给 \(first)，4 人合适",
            "提交（微信公众号，上海）", "归类为 系统故障（把握 50.0%，依据 ", "优先级 紧急（依据 ", "待主管复核", "待确认",
            "「首次响应时限」开始计时", "发给主管：请复核工单", "S4001 审核完毕：优先级无误", "P3001 派给 \(first)", "「接单时限」已超时",
            "超时未接单", "K2001 从 \(first) 收回：十五分钟未接单", "派给 \(second)", "\(second) 接单", "「预计完成时间」开始计时",
            "\(second) 推进到「处理中」：正在为张**远程排查", "\(second) 已联系客户：已电话联系张**", "「首次响应时限」停止计时",
            "「预计完成时间」即将到期", "「预计完成时间」已超时", "升级至主管（「预计完成时间」超时）", "发给主管：工单",
            "\(second) 处理完毕：重启收银网关", "发出满意度调查", "客户评价：不满意：还是断网", "「回访时限」开始计时",
            "K2001 已联系客户（问题未解决）：张**反映又断网", "「回访时限」停止计时", "K2001 重开（第 2 轮）：再次断网",
            "K2001 申请派给 钱进：张*点名要钱进", "发给主管：请审批工单", "S4001 同意派给 钱进", "S4001 派给 钱进", "钱进 接单",
            "钱进 处理完毕：更换网关", "客户评价：满意", "关闭（已评价）",
        ]
    }
}
