import DaemonHarness
import JSONText
import Testing

@Suite("Customers with an account", .timeLimit(.minutes(10)))
struct CustomerAccountTests {
    /// The client of a customer who has submitted something before, and the number of that.
    private static func customer(_ admin: DaemonClient) async throws -> (DaemonClient, String) {
        let number = try await admin.submit(Requests.submission(name: "赵敏", contact: "139 0000 1111"))
        let made = try await admin.post(
            "/v1/accounts", ["name": "C1", "roles": ["customer"], "customer": "13900001111"])
        #expect(made.status == 201 && made.text("customer")?.count == 32, "\(made.body)")
        let token = try await admin.post("/v1/accounts/C1/tokens", ["purpose": "app"])
        return (admin.with(token: token.text("token")), number)
    }

    @Test("submit for themselves, see what is theirs, masked, and rate it")
    func ownTickets() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        try await admin.introduce("lin")
        let (customer, early) = try await Self.customer(admin)
        let others = try await admin.submit()
        let body: JSON = ["channel": "in-app", "description": "请问发票怎么开"]
        let made = try await customer.post("/v1/tickets", body)
        let number = try #require(made.text("number"))
        #expect(made.status == 201 && made.text("customer", "name") == "赵*", "\(made.body)")
        // Who was offered it has not agreed, and why it was them is the house's own.
        #expect(made.text("lifeCycle") == "offered" && made.json["agent"] == nil && made.json["offer"] == nil)
        #expect(made.json["own"]?.asBool == true)
        let listed = try await customer.get("/v1/tickets").elements("items").map { $0.text("number") }
        #expect(listed == [number, early])
        let shown = try await customer.get("/v1/tickets/\(number)")
        #expect(shown.status == 200 && shown.text("customer", "contact") == "139****1111")
        for path in ["/v1/tickets/\(others)", "/v1/tickets/\(number)/events", "/v1/tickets/\(number)/decisions"] {
            #expect(try await customer.get(path).status == 403, "\(path)")
        }
        // They do not read the policy: the ticket says what it calls things.
        #expect(shown.text("channel") == "in-app" && shown.text("names", "channel") == "应用内消息")
        for (language, row) in [("zh_CN.UTF-8", "\n渠道      应用内消息\n"), ("C", "\nchannel      in-app message\n")] {
            let page = try await CommandLine.paidan(daemon, "show", number, language: language, as: customer)
            #expect(page.contains(row), "\(page)")
        }
        let foreign = try await customer.post("/v1/tickets", body.with("customer", ["name": "刘", "contact": "1"]))
        #expect(foreign.status == 422 && foreign.faults == ["unknown /customer/contact", "unknown /customer/name"])
        let file = try await customer.send(
            "POST", "/v1/tickets/\(number)/attachments", ["Content-Type": "text/plain"], "收据")
        let address = try #require(file.text("address"))
        #expect(try await customer.get("/v1/tickets/\(number)/attachments/\(address)").body == "收据")
        _ = try await admin.act(number, "accept", as: "lin")
        let accepted = try await customer.get("/v1/tickets/\(number)")
        let clocks = try await admin.get("/v1/tickets/\(number)/deadlines").elements("items")
        let due = clocks.first { $0.text("deadline") == "completion" }?.text("dueAt")
        #expect(accepted.text("agent") == "lin" && accepted.text("estimatedAt") == due && due != nil)
        #expect(try await admin.get("/v1/tickets/\(number)").text("estimatedAt") == due)
        _ = try await admin.act(number, "resolve", as: "lin", ["solution": "已开"])
        #expect(try await customer.get("/v1/tickets/\(number)").json["estimatedAt"] == nil)
        let rated = try await customer.post("/v1/tickets/\(number)/rate", ["grade": "satisfied"])
        #expect(rated.status == 200 && rated.text("lifeCycle") == "closed")
        #expect(try await customer.post("/v1/tickets/\(others)/rate", ["grade": "satisfied"]).status == 403)
        #expect(await daemon.stop() == 0)
    }

    @Test("are acknowledged in their inbox; of others the log says that they could not be told")
    func acknowledgement() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let (customer, early) = try await Self.customer(admin)
        let made = try await customer.post("/v1/tickets", ["channel": "in-app", "description": "请问发票怎么开"])
        let number = try #require(made.text("number"))
        // The first request came before there was an account.
        _ = try await EventFollower(admin).first(1, of: "notification-given-up")
        // The only one there is gets both.
        try await admin.introduce("lin")
        #expect(try await admin.act(number, "accept", as: "lin").status == 200)
        let told = try await customer.get("/v1/notifications").elements("items").filter { $0.text("ticket") == number }
        let first = try #require(told.last)
        #expect(first.text("template") == "submitted" && first.text("title") == "已受理：\(number)")
        let deadlines = try await admin.get("/v1/tickets/\(number)/deadlines").elements("items")
        let response = deadlines.first { $0.text("deadline") == "response" }
        #expect(first.text("dueAt") == response?.text("dueAt") && first.text("dueAt") != nil)
        // Nobody had agreed when it was said; whoever reads it later is told who it is.
        #expect(first.text("text")?.contains("前与您联系") == true)
        #expect(told.contains { $0.text("template") == "accepted" && $0.text("text")?.hasPrefix("lin 正在处理") == true })
        let events = try await admin.get("/v1/tickets/\(early)/events").elements("items")
        let untold = events.filter {
            $0.text("type")?.hasPrefix("notification-") == true && $0.text("data", "fault") != nil
        }
        #expect(untold.map { $0.text("type") } == ["notification-given-up"])
        #expect(untold.map { $0.text("data", "fault") } == ["no-account"])
        #expect(await daemon.stop() == 0)
    }

    @Test("sign in no more once they are erased")
    func erased() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let (customer, number) = try await Self.customer(admin)
        let identifier = try #require(try await admin.get("/v1/tickets/\(number)").text("customer", "id"))
        #expect(try await admin.post("/v1/customers/\(identifier)/erase", ["reason": "R-1"]).status == 200)
        #expect(try await customer.get("/v1/tickets").status == 401)
        #expect(try await admin.get("/v1/accounts/C1").json["disabled"]?.asBool == true)
        let again = try await admin.put("/v1/accounts/C1", ["roles": ["customer"]])
        #expect(again.status == 409 && again.text("reason") == "erased")
        #expect(await daemon.stop() == 0)
    }
}
