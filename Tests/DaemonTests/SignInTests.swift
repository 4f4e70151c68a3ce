import DaemonHarness
import Foundation
import JSONText
import TemporaryFolders
import Testing

/// People and their passwords.
@Suite("Signing in", .timeLimit(.minutes(10)))
struct SignInTests {
    private static let password = "一句足够长的中文密码"

    private static func signIn(_ client: DaemonClient, _ name: String, _ password: String) async throws -> Answer {
        try await client.with(token: nil).post(
            "/v1/sessions", ["staffNumber": .string(name), "password": .string(password)])
    }

    @Test("begins with a first password that is good for nothing but another, and leaves no secret behind")
    func firstPassword() async throws {
        let daemon = try await RunningDaemon.new("--log-level", "trace")
        let admin = daemon.client
        let made = try await admin.post(
            "/v1/accounts", ["name": "E1001", "displayName": "林静", "roles": ["clerk"]], key: "made")
        let first = try #require(made.text("password"))
        #expect(made.status == 201 && made.json["mustChangePassword"]?.asBool == true)
        // It is shown once.
        let again = try await admin.post(
            "/v1/accounts", ["name": "E1001", "displayName": "林静", "roles": ["clerk"]], key: "made")
        #expect(again.status == 201 && again.text("password") == nil && again.header("Idempotent-Replay") == "true")
        #expect(try await admin.get("/v1/accounts/E1001").text("password") == nil)

        let session = try await Self.signIn(admin, "E1001", first)
        #expect(session.status == 201 && session.json["mustChangePassword"]?.asBool == true)
        let token = try #require(session.text("token"))
        let clerk = admin.with(token: token)
        for path in ["/v1/tickets", "/v1/agents", "/v1/accounts/E1001", "/v1/departments"] {
            let answer = try await clerk.get(path)
            #expect(answer.status == 403 && answer.problem == "password-must-change", "\(path)")
        }
        #expect(try await clerk.get("/v1/sessions/current").json["mustChangePassword"]?.asBool == true)
        for (new, pointer) in [("short", "/new"), ("E1001E1001E1001", "/new"), (first, "/new")] {
            let refused = try await clerk.put("/v1/password", ["old": .string(first), "new": .string(new)])
            #expect(refused.status == 422 && refused.elements("errors").first?["pointer"]?.asText == pointer)
        }
        let wrong = try await clerk.put("/v1/password", ["old": "not the old one", "new": .string(Self.password)])
        #expect(wrong.status == 422 && wrong.elements("errors").first?["pointer"]?.asText == "/old")
        let changed = try await clerk.put("/v1/password", ["old": .string(first), "new": .string(Self.password)])
        #expect(changed.status == 200 && changed.json["mustChangePassword"]?.asBool == false)

        // The sign-in stays good; the first password is not.
        #expect(try await clerk.get("/v1/tickets").status == 200)
        let old = try await Self.signIn(admin, "E1001", first)
        #expect(old.status == 401 && old.problem == "wrong-password" && old.header("WWW-Authenticate") == "Bearer")
        #expect(try await Self.signIn(admin, "E1001", Self.password).status == 201)
        // The same characters, composed otherwise.
        let composed = try await clerk.put(
            "/v1/password", ["old": .string(Self.password), "new": "caf\u{e9} au lait"])
        #expect(composed.status == 200)
        #expect(try await Self.signIn(admin, "E1001", "cafe\u{301} au lait").status == 201)
        #expect(try await clerk.send("DELETE", "/v1/sessions/current").status == 204)
        #expect(try await clerk.get("/v1/tickets").status == 401)

        // The author of each is whoever did it.
        let events = try await admin.send(
            "GET", "/v1/events?after=0&type=password-set", ["Accept": "application/x-ndjson"])
        let actors = events.body.split(separator: "\n").compactMap { JSON(parsing: Array($0.utf8))?["actor"]?.asText }
        #expect(actors == ["account:admin", "account:E1001", "account:E1001"])
        #expect(await daemon.stop() == 0)
        let secrets = [first, Self.password, token, String(token.dropFirst(7))]
        #expect(try daemon.folder.files(of: "data", with: secrets).isEmpty)
        let said = await daemon.program.errors
        for secret in secrets { #expect(!said.contains(secret)) }
    }

    @Test("is refused alike for who is not there, is disabled, or has no password, and too often for anybody")
    func refused() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let made = try await admin.post("/v1/accounts", ["name": "E1001", "roles": ["clerk"]])
        let first = try #require(made.text("password"))
        _ = try await admin.post("/v1/accounts", ["name": "robot", "roles": ["clerk"], "program": true])
        let session = try await Self.signIn(admin, "E1001", first)
        let disabled = try await admin.put("/v1/accounts/E1001", ["roles": ["clerk"], "disabled": true])
        #expect(disabled.status == 200 && disabled.json["disabled"]?.asBool == true)
        #expect(try await admin.with(token: session.text("token")).get("/v1/sessions/current").status == 401)
        var bodies: Set<String> = []
        for (name, password) in [("E1001", first), ("robot", first), ("nobody", first), ("admin", "")] {
            let answer = try await Self.signIn(admin, name, password.isEmpty ? "x" : password)
            #expect(answer.status == 401, "\(name)")
            bodies.insert(answer.body)
        }
        #expect(bodies.count == 1)
        var failures = 0
        var last = try await Self.signIn(admin, "guessed", "x")
        while last.status == 401, failures < 30 {
            failures += 1
            last = try await Self.signIn(admin, "guessed", "x")
        }
        #expect(last.status == 429 && failures == 10)
        #expect(Int(last.header("Retry-After") ?? "").map { (1...60).contains($0) } == true)
        // It is the account that waits, and not everybody.
        #expect(try await Self.signIn(admin, "E1001", "x").status == 401)
        #expect(try await admin.get("/v1/queue").status == 200)
        #expect(await daemon.stop() == 0)
    }

    @Test("is not needed by programs, whose tokens are issued, listed and revoked")
    func tokens() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        _ = try await admin.post("/v1/accounts", ["name": "report", "roles": ["auditor"], "program": true])
        let past = try await admin.post(
            "/v1/accounts/report/tokens", ["purpose": "nightly", "expiresAt": "2020-01-01T00:00:00Z"])
        #expect(past.status == 422)
        #expect(try await admin.post("/v1/accounts/report/tokens", ["purpose": "sign-in"]).status == 422)
        let issued = try await admin.post("/v1/accounts/report/tokens", ["purpose": "nightly"], key: "once")
        let (token, id) = (try #require(issued.text("token")), try #require(issued.text("id")))
        let repeated = try await admin.post("/v1/accounts/report/tokens", ["purpose": "nightly"], key: "once")
        #expect(repeated.status == 201 && repeated.text("token") == nil)
        let report = admin.with(token: token)
        #expect(try await report.get("/v1/tickets").status == 200)
        #expect(try await report.get("/v1/accounts/report/tokens").elements("items").count == 1)
        #expect(try await report.send("DELETE", "/v1/sessions/current").status == 409)
        #expect(try await admin.send("DELETE", "/v1/accounts/report/tokens/\(id)").status == 204)
        #expect(try await report.get("/v1/tickets").status == 401)
        #expect(try await admin.send("DELETE", "/v1/accounts/report/tokens/\(id)").status == 404)
        #expect(await daemon.stop() == 0)
    }

    @Test("is possible again for whoever may write the data directory and has lost the token")
    func lostToken() async throws {
        let daemon = try await RunningDaemon.new()
        let lost = daemon.token
        #expect(try await daemon.client.post("/v1/accounts", ["name": "E1", "roles": ["administrator"]]).status == 201)
        let made = try await daemon.client.put("/v1/accounts/admin", ["roles": ["clerk"]])
        #expect(made.status == 200)
        let beside = try Program(["--data", daemon.folder["data"], "--new-admin-token"])
        #expect(await beside.status == 3)
        #expect(await daemon.stop() == 0)
        try daemon.folder.remove("data/admin-token")
        let renewing = try Program(["--data", daemon.folder["data"], "--new-admin-token"])
        #expect(await renewing.status == 0)
        #expect(await renewing.output == "the new token is in \(daemon.folder["data"])/admin-token\n")
        let again = try await RunningDaemon(on: daemon.folder)
        #expect(again.token != lost)
        #expect(try await again.client.get("/v1/accounts").elements("items").count == 2)
        #expect(try await again.client.with(token: lost).get("/v1/accounts").status == 401)
        #expect(await again.stop() == 0)
    }
}
