import CivilTime
import DaemonHarness
import JSONText
import Testing

/// AD-5: whatever an administrator manages is changed while the daemon runs, holds from the next request on, and is an
/// event that says who did it.
@Suite("What administrators manage", .timeLimit(.minutes(10)))
struct AdministrationTests {
    private let daemon: RunningDaemon
    /// Somebody with that role, and not the account that every daemon begins with.
    private let admin: DaemonClient
    private let rehearsal: Rehearsal
    private static let number = "A9001"

    init() async throws {
        daemon = try await RunningDaemon.new("--clock", "manual")
        let first = daemon.client
        let made = try await first.post(
            "/v1/accounts", ["name": .string(Self.number), "roles": ["administrator"], "program": true])
        try #require(made.status == 201, "\(made.body)")
        let token = try await first.post("/v1/accounts/\(Self.number)/tokens", ["purpose": "desk"])
        let text: String = try #require(token.text("token"))
        admin = first.with(token: text)
        rehearsal = Rehearsal(of: admin)
    }

    /// The events that the administrator made by `change`, each with its author.
    private func authors(_ change: () async throws -> Void) async throws -> [String] {
        let before = try await admin.get("/v1/queue").sequence ?? 0
        try await change()
        let events = try await admin.get(
            "/v1/events?after=\(before)&follow=false", ["Accept": "application/x-ndjson"]
        ).lines
        return events.map { "\($0.text("type") ?? "") by \($0.text("actor") ?? "")" }
    }

    private func done(_ answer: Answer) throws { try #require(answer.status < 300, "\(answer.body)") }

    @Test("are people and departments, each change an event with its author")
    func people() async throws {
        let changes: [(String, () async throws -> Void)] = [
            ("department-changed", { try done(await admin.put("/v1/departments/tech", ["name": "技术部"])) }),
            (
                "agent-changed",
                { try done(await admin.put("/v1/agents/lin", ["name": "林静", "department": "tech"])) }
            ),
            (
                "account-created",
                {
                    try done(
                        await admin.post("/v1/accounts", ["name": "K1", "roles": ["clerk"], "program": true]))
                }
            ),
            (
                "account-changed",
                { try done(await admin.put("/v1/accounts/K1", ["roles": ["clerk", "supervisor"]])) }
            ),
            ("token-issued", { try done(await admin.post("/v1/accounts/K1/tokens", ["purpose": "desk"])) }),
            // The same again, changed.
            ("department-changed", { try done(await admin.put("/v1/departments/tech", ["name": "技术支持部"])) }),
            (
                "agent-changed",
                { try done(await admin.put("/v1/agents/lin", ["name": "林静", "capacity": JSON(5)])) }
            ),
        ]
        for (type, change) in changes {
            #expect(try await authors(change) == ["\(type) by account:\(Self.number)"])
        }
        #expect(try await admin.get("/v1/agents/lin").number("capacity") == 5)
        #expect(try await admin.get("/v1/departments").body.contains("技术支持部"))
        #expect(await daemon.stop() == 0)
    }

    /// What is changed in the profile, from, to.
    private static let edits: [(what: String, from: String, to: String)] = [
        (
            "skills", "  - {code: 售后, name: {zh: 售后服务, en: after-sales}}\n",
            "  - {code: 售后, name: {zh: 售后服务, en: after-sales}}\n"
                + "  - {code: 咖啡机, name: {zh: 咖啡机维修, en: coffee machines}}\n"
        ),
        (
            "categories", "    - code: 建议\n",
            "    - code: 咖啡机\n      name: {zh: 咖啡机, en: coffee machine}\n      skill: 咖啡机\n      estimate: 1h\n"
                + "      words: [咖啡机, 奶泡]\n    - code: 建议\n"
        ),
        ("lexicon", "words: [紧急, 故障影响业务,", "words: [紧急, 客人在等, 故障影响业务,"),
        ("templates", "zh: \"新工单 {number}\"", "zh: \"请接 {number}\""),
        ("rules", "  capacity: 3\n", "  capacity: 1\n"),
    ]

    @Test("are skills, categories, words, templates and rules, which hold from the next request on")
    func policy() async throws {
        for (version, edit) in Self.edits.enumerated() {
            let events = try await authors {
                try await rehearsal.publish { $0.replacing(edit.from, with: edit.to) }
            }
            #expect(events == ["policy-published by account:\(Self.number)"], "\(edit.what)")
            #expect(try await admin.get("/v1/policy").number("version") == UInt64(version) + 2)
        }
        let barista: JSON = ["name": "林静", "skills": [["name": "咖啡机", "level": JSON(3)]]]
        try done(await admin.put("/v1/agents/lin", barista))
        try done(await admin.put("/v1/agents/lin/presence", ["state": "online"]))
        let number = try await rehearsal.submits("奶泡打不出来，客人在等", channel: "wechat")
        let ticket = try await rehearsal.ticket(number)
        // The category and the word that makes it urgent are new; only who has the new skill can take it.
        #expect(ticket.text("category") == "咖啡机" && ticket.text("priority") == "urgent")
        #expect(ticket.text("offer", "agent") == "lin" && ticket.number("policyVersion") == 6)
        let told = try await admin.get("/v1/notifications?agent=lin").elements("items")
        #expect(told.first { $0.text("template") == "offered" }?.text("title") == "请接 \(number)")
        #expect(try await admin.get("/v1/agents/lin").number("capacity") == 1)
        #expect(await daemon.stop() == 0)
    }

    @Test("are calendars: the next deadline goes by the new one, and those that run are left alone")
    func calendar() async throws {
        // At a quarter to no office is open.
        let hour: Int64 = 3_600_000
        let now = try #require(try await admin.get("/v1/clock").text("now").flatMap { Timestamp($0) })
        let later = Timestamp(milliseconds: now.milliseconds / hour * hour + hour + 45 * 60_000)
        try done(await admin.put("/v1/clock", ["now": .string(later.text)]))
        let before = try await rehearsal.submits("请问发票怎么开", channel: "wechat")
        let due = try await rehearsal.clock("response", before).text("dueAt")
        let length = "length: {byPriority: {urgent: 1h, high: 2h, medium: 4h, low: 24h}}"
        for hours in ["00:00-00:30", "12:00-12:30"] {
            let events = try await authors {
                try await rehearsal.publish { source in
                    let whole = source.replacing(/\ncalendars:\n(  .*\n)+/, with: "\n").replacing(
                        length + "\n    calendar: office", with: length)
                    return whole.replacing(length, with: length + "\n    calendar: office")
                        .replacing("\n# 评价与闭环", with: Self.calendars(hours) + "\n# 评价与闭环")
                }
            }
            #expect(events == ["policy-published by account:\(Self.number)"])
            let number = try await rehearsal.submits("请问发票怎么开", channel: "wechat")
            let clock = try await rehearsal.clock("response", number)
            // Half an hour a day: four hours end with the eighth.
            #expect(clock.text("calendar") == "office")
            let end = try #require(clock.text("dueAt").flatMap { Timestamp($0) })
            #expect(end.localText(secondsFromUTC: 8 * 3_600).hasSuffix(hours.suffix(5) + ":00"), "\(clock.text)")
        }
        let still = try await rehearsal.clock("response", before)
        #expect(still.text("dueAt") == due && still["calendar"] == nil)
        #expect(await daemon.stop() == 0)
    }

    private static func calendars(_ hours: String) -> String {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return "\ncalendars:\n  - code: office\n    zone: Asia/Shanghai\n    week:\n"
            + days.map { "      \($0): [\(hours)]\n" }.joined()
    }

    @Test("change nothing for tickets that run: these keep the names, texts and answers of their own policy")
    func ownPolicy() async throws {
        try done(await admin.put("/v1/agents/lin", ["name": "林静"]))
        try done(await admin.put("/v1/agents/lin/presence", ["state": "online"]))
        let number = try await rehearsal.submits("请问发票怎么开", channel: "wechat")
        try await rehearsal.publish { source in
            source.replacing("code: 已完成, name: {zh: 已完成", with: "code: 做完了, name: {zh: 做完了")
                .replacing("code: 已闭环, name: {zh: 已闭环", with: "code: 结束了, name: {zh: 结束了")
                .replacing("zh: \"请评价工单 {number}\"", with: "zh: \"打个分 {number}\"")
                .replacing("{zh: 处理太慢, en: too slow}", with: "{zh: 慢, en: slow}")
                .replacing("code: other, name: {zh: 其他, en: other}", with: "code: rest, name: {zh: 其他, en: other}")
                .replacing("name: {zh: 接单时限, en: acceptance}", with: "name: {zh: 应答, en: answer}")
                .replacing("name: {zh: 常规人员, en: regular staff}", with: "name: {zh: 一线, en: front line}")
        }
        for action in ["accept", "resolve"] {
            _ = try await rehearsal.does(
                action, number, action == "resolve" ? ["agent": "lin", "solution": "已开"] : ["agent": "lin"])
        }
        #expect(try await rehearsal.ticket(number).text("stage") == "已完成")
        let told = try await admin.get("/v1/notifications?customers=true").elements("items")
        #expect(told.first { $0.text("template") == "survey" }?.text("title") == "请评价工单 \(number)")
        let decision = try await rehearsal.decisions(number).first
        #expect(decision?.text("ringName") == "常规人员")
        // What its customer may answer is its own policy's too.
        _ = try await rehearsal.does("contact", number, ["reasons": ["other"], "note": "回访"])
        let refused = try await admin.post("/v1/tickets/\(number)/contact", ["reasons": ["rest"], "note": "回访"])
        #expect(refused.faults == ["value /reasons"], "\(refused.body)")
        _ = try await rehearsal.does("rate", number, ["grade": "满意"])
        #expect(try await rehearsal.ticket(number).text("stage") == "已闭环")

        let next = try await rehearsal.submits("请问发票怎么开", channel: "wechat")
        _ = try await rehearsal.does("accept", next, ["agent": "lin"])
        _ = try await rehearsal.does("resolve", next, ["agent": "lin", "solution": "已开"])
        #expect(try await rehearsal.ticket(next).text("stage") == "做完了")
        for (number, name) in [(number, "「接单时限」"), (next, "「应答」")] {
            let shown = try await CommandLine.paidan(daemon, "show", number, "--events", language: "zh_CN.UTF-8")
            #expect(shown.contains(name + "停止计时"), "\(shown)")
            let tail = try await CommandLine.paidan(
                daemon, "tail", "--ticket", number, "--from", "1", language: "zh_CN.UTF-8")
            #expect(tail.contains(name + "停止计时") && tail.contains("提交（微信公众号"), "\(tail)")
        }
        let old = try await admin.get("/v1/policy?version=1")
        #expect(old.status == 200 && old.number("version") == 1 && old.text("source")?.contains("已闭环") == true)
        #expect(try await admin.get("/v1/policy?version=9").status == 404)
        #expect(await daemon.stop() == 0)
    }
}
