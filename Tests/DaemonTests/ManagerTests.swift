import DaemonHarness
import JSONText
import Testing

@Suite("The manager of a department", .timeLimit(.minutes(10)))
struct ManagerTests {
    /// The client of an account without an agent, which manages the department.
    static func manager(_ admin: DaemonClient, _ name: String, of department: String) async throws -> DaemonClient {
        let client = try await account(admin, name, in: "")
        let made = try await admin.put(
            "/v1/departments/\(department)", ["name": .string(department), "manager": .string(name)])
        #expect(made.status == 200, "\(made.body)")
        return client
    }

    private static func account(
        _ admin: DaemonClient, _ name: String, in department: String
    ) async throws -> DaemonClient {
        let made = try await admin.post(
            "/v1/accounts",
            [
                "name": .string(name), "roles": ["department-manager"], "program": true,
                "department": .string(department),
            ])
        #expect(made.status == 201, "\(made.body)")
        let token = try await admin.post("/v1/accounts/\(name)/tokens", ["purpose": "desk"])
        return admin.with(token: token.text("token"))
    }

    @Test("is told of its escalations without being an agent, in the list and in the stream, and of no others'")
    func escalations() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let boss = try await Self.manager(admin, "boss", of: "tech")
        let other = try await Self.manager(admin, "other", of: "sales")
        let deputy = try await Self.account(admin, "deputy", in: "tech")
        try await admin.introduce("lin", ["name": "林静", "department": "tech", "capacity": JSON(3)])
        let number = try await admin.submit()
        _ = try await admin.act(number, "accept", as: "lin")
        let follower = try await EventFollower(boss, .serverSent, at: "/v1/notifications/stream?follow=true")
        let escalated = try await admin.post(
            "/v1/tickets/\(number)/escalate", ["to": "department-manager", "note": "客户要求 13912345678 回电"])
        #expect(escalated.status == 200, "\(escalated.body)")
        let heard = try #require(try await follower.first(1, of: nil).first?.json)
        #expect(heard.text("ticket") == number && heard.text("to", "department") == "tech")
        #expect(heard.text("title") == "工单 \(number) 已升级")
        #expect(heard.text("text") == "价格与优惠，优先级中：客户要求 *******5678 回电", "\(heard.text("text") ?? "")")
        for (client, count) in [(boss, 1), (deputy, 1), (other, 0)] {
            let items = try await client.get("/v1/notifications").elements("items")
            #expect(items.count { $0.text("template") == "escalated" } == count)
            let path = "/v1/notifications/stream?follow=false&after=0"
            let lines = try await client.get(path, ["Accept": "application/x-ndjson"]).lines
            #expect(lines.count { $0.text("template") == "escalated" } == count)
        }
        #expect(await daemon.stop() == 0)
    }
}
