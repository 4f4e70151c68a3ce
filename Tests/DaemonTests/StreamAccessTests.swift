import DaemonHarness
import JSONText
import Testing

@Suite("Streams end with the access that opened them", .timeLimit(.minutes(10)))
struct StreamAccessTests {
    enum Loss: String, CaseIterable, Sendable {
        case disabled, otherRoles, revoked, signedOut, reset
    }

    private static let password = "一句足够长的中文密码"

    @Test(
        "whatever took it away, and show nothing that came after", arguments: Loss.allCases,
        ["/v1/events?follow=true", "/v1/notifications/stream?follow=true"])
    func ends(_ loss: Loss, _ path: String) async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let made = try await admin.post("/v1/accounts", ["name": "E1001", "roles": ["supervisor"]])
        let first = try #require(made.text("password"))
        let session = try await admin.with(token: nil).post(
            "/v1/sessions", ["staffNumber": "E1001", "password": .string(first)])
        let signedIn = admin.with(token: session.text("token"))
        let changed = try await signedIn.put(
            "/v1/password", ["old": .string(first), "new": .string(Self.password)])
        #expect(changed.status == 200, "\(changed.body)")
        let issued = try await admin.post("/v1/accounts/E1001/tokens", ["purpose": "screen"])
        let supervisor = loss == .revoked ? admin.with(token: issued.text("token")) : signedIn

        let follower = try await EventFollower(supervisor, .serverSent, at: path)
        // Nobody is there to take it: the supervisors are told.
        _ = try await admin.submit()
        #expect(try await follower.first(1, of: nil).count == 1)
        let before = try await admin.settled()
        try await lose(loss, admin, signedIn, issued.text("id") ?? "")
        _ = try await admin.submit()
        // The stream has an end, and that without another event or a pause: what happened has woken it.
        #expect(await follower.rest().allSatisfy { $0.sequence <= before })
        let again = try await supervisor.get(path.replacing("true", with: "false"))
        #expect(again.status == (loss == .otherRoles ? 200 : loss == .reset && again.status == 403 ? 403 : 401))
        #expect(await daemon.stop() == 0)
    }

    private func lose(
        _ loss: Loss, _ admin: DaemonClient, _ signedIn: DaemonClient, _ token: String
    ) async throws {
        let answer =
            switch loss {
            case .disabled:
                try await admin.put("/v1/accounts/E1001", ["roles": ["supervisor"], "disabled": true])
            case .otherRoles: try await admin.put("/v1/accounts/E1001", ["roles": ["clerk"]])
            case .revoked: try await admin.send("DELETE", "/v1/accounts/E1001/tokens/\(token)")
            case .signedOut: try await signedIn.send("DELETE", "/v1/sessions/current")
            case .reset: try await admin.post("/v1/accounts/E1001/password")
            }
        #expect(answer.status < 300, "\(answer.body)")
    }

    @Test("that a manager opened end when another department is theirs too: it is opened anew")
    func department() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let manager = try await ManagerTests.manager(admin, "boss", of: "tech")
        let path = "/v1/notifications/stream?follow=true"
        let follower = try await EventFollower(manager, .lines, at: path)
        #expect(try await admin.put("/v1/departments/sales", ["name": "销售", "manager": "boss"]).status == 200)
        #expect(await follower.rest().isEmpty)
        _ = try await EventFollower(manager, .lines, at: path)
        #expect(await daemon.stop() == 0)
    }
}
