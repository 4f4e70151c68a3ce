import CivilTime
import DaemonHarness
import JSONText
import Testing

@Suite("Intake over HTTP", .timeLimit(.minutes(10)))
struct IntakeTests {
    @Test("takes every channel into one pool, and knows each ticket's")
    func channels() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let channels = [
            "in-app", "wechat", "mini-program", "form", "email", "phone", "chat", "third-party", "store",
        ]
        for channel in channels {
            let body = Requests.submission().with("channel", .string(channel)).with("confirmed", true)
            let made = try await client.post("/v1/tickets", body)
            #expect(made.status == 201 && made.text("channel") == channel, "\(made.body)")
        }
        #expect(try await client.get("/v1/queue").number("total") == UInt64(channels.count))
        for channel in channels {
            let listed = try await client.get("/v1/tickets?channel=\(channel)").elements("items")
            #expect(listed.map { $0.text("channel") } == [channel])
        }
        #expect(await daemon.stop() == 0)
    }

    @Test("keeps every field, masks what is personal, and shows it to whoever says why")
    func fields() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let earlier = try await client.submit()
        let optional: JSON = [
            "earlierNumber": .string(earlier), "wishedAt": "2030-05-01T18:00:00+08:00",
            "productModel": "POS-3",
        ]
        guard case .object(let given) = Requests.outage, case .object(let more) = optional else { return }
        let made = try await client.post("/v1/tickets", .object(given + more))
        let number = try #require(made.text("number"), "\(made.body)")
        let shown = try await client.get("/v1/tickets/\(number)")
        #expect(shown.text("customer", "name") == "张**" && shown.text("customer", "contact") == "138****5678")
        #expect(!shown.body.contains("02155667788") && !shown.body.contains("徐汇区示例路八十八号"))
        let time = try #require(shown.text("submittedAt").flatMap { Timestamp($0) })
        #expect(shown.text("submittedAt") == time.text && time.text.wholeMatch(of: /.*\.\d{3}Z/) != nil)

        let revealed = try await client.post("/v1/tickets/\(number)/reveal", ["reason": "回访"])
        for name in ["description", "urgency", "region", "orderNumber", "expectedResult", "address", "notes"] {
            #expect(revealed.text(name) == Requests.outage.text(name), "\(name)")
        }
        for name in ["name", "contact", "memberId", "tier"] {
            #expect(revealed.text("customer", name) == Requests.outage.at(["customer"])?.text(name), "\(name)")
        }
        #expect(revealed.text("contactPerson") == "王店长" && revealed.text("productModel") == "POS-3")
        #expect(revealed.text("earlierNumber") == earlier && revealed.text("wishedAt") == "2030-05-01T10:00:00.000Z")
        #expect(revealed.json["confirmed"] != nil)
        #expect(await daemon.stop() == 0)
    }

    @Test("knows a customer by contact or member number, and makes no second one of them")
    func customers() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        func customer(_ contact: String, _ member: String? = nil) async throws -> String? {
            var body: JSON = ["name": "刘芳", "contact": .string(contact)]
            if let member { body = body.with("memberId", .string(member)) }
            return try await client.post("/v1/tickets", Requests.submission().with("customer", body))
                .text("customer", "id")
        }
        let first = try await customer("13800002210", "M77")
        #expect(try await customer("13800002210") == first)
        #expect(try await customer("13900000000", "M77") == first)
        #expect(try await customer("13700000000") != first)
        #expect(await daemon.stop() == 0)
    }
}
