import DaemonHarness
import Foundation
import JSONText
import Testing

@Suite("Surveys over HTTP", .timeLimit(.minutes(10)))
struct SurveyTests {
    @Test("are answered once, by whoever has the link, without an account")
    func once() async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await Self.resolved(daemon.client)
        let token = try await Self.token(daemon, number)
        let customer = DaemonClient(address: daemon.address, token: nil)

        let survey = try await customer.get("/v1/surveys/\(token)")
        #expect(survey.status == 200 && survey.text("number") == number && survey.text("category") == "系统故障")
        #expect(survey.elements("grades").map { $0.text("name") } == ["非常满意", "满意", "一般", "不满意"])
        #expect(survey.header("Cache-Control") == "no-store" && survey.header("Referrer-Policy") == "no-referrer")
        #expect(!survey.body.contains("张"))
        #expect(survey.elements("reasons").first?.text("name") == "处理太慢")
        let unknown = try await customer.post("/v1/surveys/\(token)", ["grade": "fair", "reasons": ["weather"]])
        #expect(unknown.status == 422 && unknown.faults == ["value /reasons"])

        let wrong = try await customer.post("/v1/surveys/\(token)", ["grade": "splendid"])
        #expect(wrong.status == 422 && wrong.faults == ["value /grade"])
        async let one = customer.post(
            "/v1/surveys/\(token)", ["grade": "satisfied", "comment": "很快", "reasons": ["other", "other"]])
        async let other = customer.post("/v1/surveys/\(token)", ["grade": "dissatisfied", "reasons": ["other"]])
        let answers = try await [one, other]
        #expect(answers.map(\.status).sorted() == [200, 410])
        #expect(answers.first { $0.status == 410 }?.problem == "gone")
        let again = try await customer.get("/v1/surveys/\(token)")
        #expect(again.status == 410 && again.problem == "gone" && !again.body.contains(number))

        let events = try await daemon.client.get("/v1/tickets/\(number)/events").elements("items")
        let rated = events.filter { $0.text("type") == "ticket-rated" }
        #expect(rated.count == 1 && rated.first?.text("actor") == "customer")
        #expect(rated.first?["data"]?["reasons"]?.text == #"["other"]"#)
        #expect(await daemon.stop() == 0)
        #expect(await !daemon.program.errors.contains(token))
        #expect(try daemon.folder.files(of: "data", with: [token]) == [])
    }

    @Test("close the ticket or not, as the policy says", arguments: [("satisfied", "closed"), ("fair", "resolved")])
    func closes(_ grade: String, _ lifeCycle: String) async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await Self.resolved(daemon.client)
        let token = try await Self.token(daemon, number)
        let customer = DaemonClient(address: daemon.address, token: nil)
        #expect(try await customer.post("/v1/surveys/\(token)", ["grade": .string(grade)]).text("grade") == grade)
        let ticket = try await daemon.client.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == lifeCycle && ticket.text("grade") == grade)
        #expect(await daemon.stop() == 0)
    }

    @Test("of an earlier cycle lead nowhere, and nobody guesses one")
    func otherLinks() async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await Self.resolved(daemon.client)
        let first = try await Self.token(daemon, number)
        _ = try await daemon.client.post("/v1/tickets/\(number)/reopen", ["note": "问题再次出现"])
        let customer = DaemonClient(address: daemon.address, token: nil)
        #expect(try await customer.get("/v1/surveys/\(first)").status == 410)
        _ = try await daemon.client.act(number, "accept", as: "lin")
        _ = try await daemon.client.act(number, "resolve", as: "lin", ["solution": "更换网关"])
        let second = try await Self.token(daemon, number)
        #expect(first != second)
        #expect(try await customer.get("/v1/surveys/\(second)").status == 200)
        let revoked = try await daemon.client.get("/v1/tickets/\(number)/events").elements("items")
        #expect(revoked.count { $0.text("type") == "survey-revoked" } == 1)
        for guess in ["", "x", String(first.reversed()), first.uppercased(), first + "0"] where guess != first {
            #expect(try await customer.get("/v1/surveys/\(guess)").status == 404, "\(guess)")
            #expect(try await customer.get("/s/\(guess)").status == 404, "\(guess)")
        }
        #expect(await daemon.stop() == 0)
    }

    @Test("expire: then the ticket is closed as not rated, and the link tells nothing of it")
    func expired() async throws {
        let daemon = try await RunningDaemon.new("--clock", "manual")
        let number = try await Self.resolved(daemon.client)
        let token = try await Self.token(daemon, number)
        let customer = DaemonClient(address: daemon.address, token: nil)
        #expect(try await customer.get("/v1/surveys/\(token)").status == 200)
        try await Rehearsal(of: daemon.client).turns(minutes: 3 * 24 * 60)
        let late = try await customer.post("/v1/surveys/\(token)", ["grade": "satisfied"])
        #expect(late.status == 410 && late.problem == "gone" && !late.body.contains(number))
        let ticket = try await daemon.client.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == "closed" && ticket.json["grade"] == nil)
        let ratings = try await daemon.client.get("/v1/workloads").elements("items").first?.at(["ratings"])
        #expect(ratings?.number("unrated") == 1)
        #expect(await daemon.stop() == 0)
    }

    @Test("are a page with a plain form, escaped, in the language of the browser")
    func page() async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await Self.resolved(daemon.client)
        let token = try await Self.token(daemon, number)
        let browser = DaemonClient(address: daemon.address, token: nil, language: "en-GB")
        let english = try await browser.get("/s/\(token)")
        #expect(english.header("Content-Type") == "text/html; charset=utf-8")
        #expect(english.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
        #expect(english.body.contains("<h1>How was ticket \(number)?</h1>"))
        #expect(english.body.contains("value=\"满意\" required> satisfied</label>"))
        #expect(!english.body.contains("<script") && !english.body.contains("张"))

        let form = ["Content-Type": "application/x-www-form-urlencoded"]
        let chinese = DaemonClient(address: daemon.address, token: nil)
        let none = try await chinese.send("POST", "/s/\(token)", form, "comment=%3Cb%3E")
        #expect(none.status == 422 && none.body.contains("请选择一项评价。") && !none.body.contains("<b>"))
        // 满意, with a note that would be markup.
        let sent = try await chinese.send(
            "POST", "/s/\(token)", form, "grade=%E6%BB%A1%E6%84%8F&comment=%3Cscript%3Ehi%3C%2Fscript%3E+there")
        #expect(sent.status == 200 && sent.body.contains("<h1>谢谢</h1>"))
        let again = try await chinese.send("POST", "/s/\(token)", form, "grade=%E6%BB%A1%E6%84%8F")
        #expect(again.status == 410 && again.body.contains("该链接已失效") && !again.body.contains(number))
        let ticket = try await daemon.client.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == "closed" && ticket.text("grade") == "satisfied")
        #expect(await daemon.stop() == 0)
    }

    /// A ticket whose work is done.
    private static func resolved(_ client: DaemonClient) async throws -> String {
        try await client.introduce("lin", Requests.lin)
        let number = try await client.submit(Requests.outage)
        _ = try await client.act(number, "accept", as: "lin")
        _ = try await client.act(number, "resolve", as: "lin", ["solution": "重启收银网关后恢复"])
        return number
    }

    /// What the customer was sent.
    private static func token(_ daemon: RunningDaemon, _ number: String) async throws -> String {
        let told = try await daemon.client.get("/v1/notifications?customers=true").elements("items")
        let survey = try #require(told.first { $0.text("ticket") == number && $0.text("template") == "survey" })
        let text = try #require(survey.text("text"))
        let link = "请评价：\(daemon.address)/s/"
        let start = try #require(text.range(of: link)?.upperBound)
        return String(text[start...])
    }
}
