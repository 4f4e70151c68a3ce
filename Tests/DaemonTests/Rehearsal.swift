import CivilTime
import JSONText
import Testing

/// The words in which a scenario is told, as somebody speaks them.
struct Rehearsal {
    let client: DaemonClient

    /// In a company that is there already.
    init(of client: DaemonClient) { self.client = client }

    /// In a company of five who are made for it.
    init(_ client: DaemonClient) async throws {
        self.client = client
        _ = try await client.put(Requests.department, ["name": "技术部"])
        for agent in ["lin", "wang", "zhao", "qian", "off"] {
            let profile: JSON = [
                "name": .string(agent), "capacity": JSON(3), "regions": ["上海"], "department": "技术部",
                "skills": [["name": "系统故障", "level": JSON(4)]],
            ]
            let made = try await client.put("/v1/agents/\(agent)", profile)
            try #require(made.status < 300, "\(made.body)")
            let state: JSON = ["state": .string(agent == "off" ? "offline" : "online")]
            _ = try await client.put("/v1/agents/\(agent)/presence", state)
        }
    }

    /// Publishes the profile with one word changed.
    func publishConfirming() async throws {
        try await publish { $0.replacing("mode: automatic", with: "mode: confirm") }
    }

    /// Publishes the policy in force as `edit` makes it.
    func publish(_ edit: (String) -> String) async throws {
        let source = try #require(try await client.get("/v1/policy").text("source"))
        let edited = edit(source)
        try #require(edited != source)
        let made = try await client.send("POST", "/v1/policy", ["Content-Type": "application/yaml"], edited)
        try #require(made.status == 201, "\(made.body)")
    }

    func submits(_ description: String, channel: String) async throws -> String {
        let made = try await client.post(
            "/v1/tickets",
            [
                "channel": .string(channel), "description": .string(description), "region": "上海",
                "customer": ["name": "张建国", "contact": "13800005678"],
            ])
        return try #require(made.text("number"), "\(made.body)")
    }

    func ticket(_ number: String) async throws -> Answer { try await client.get("/v1/tickets/\(number)") }

    func decisions(_ number: String) async throws -> [JSON] {
        try await client.get("/v1/tickets/\(number)/decisions").elements("items")
    }

    /// Has something done that must succeed; the ticket as it is then.
    func does(_ action: String, _ number: String, _ body: JSON = [:]) async throws -> Answer {
        let answer = try await client.post("/v1/tickets/\(number)/\(action)", body)
        try #require(answer.status == 200, "\(action): \(answer.body)")
        return answer
    }

    func turns(minutes: Int64) async throws {
        let now = try #require(try await client.get("/v1/clock").text("now").flatMap { Timestamp($0) })
        let later = Timestamp(milliseconds: now.milliseconds + minutes * 60_000)
        let turned = try await client.put("/v1/clock", ["now": .string(later.text)])
        try #require(turned.status == 200, "\(turned.body)")
    }

    /// Who was told what about a ticket: `template recipient`.
    func told(_ number: String) async throws -> [String] {
        try await events(number).filter { $0.text("type") == "notification-queued" }.map { event in
            let data = event.at(["data"])
            let whom = data?.text("role") ?? event.text("agent") ?? "customer"
            return "\(data?.text("template") ?? "") \(whom)"
        }
    }

    /// What people wrote on a ticket, as its story tells it: `member text`.
    func texts(_ number: String) async throws -> [String] {
        try await events(number).flatMap { event in
            ["words", "note", "solution", "comment", "reason"].compactMap { name in
                event.text("data", name).map { "\(name) \($0)" }
            }
        }
    }

    /// How each of a ticket's clocks stands: the last of each kind.
    func clocks(_ number: String) async throws -> [String: String] {
        let items = try await client.get("/v1/tickets/\(number)/deadlines").elements("items")
        return Dictionary(items.map { ($0.text("deadline") ?? "", $0.text("state") ?? "") }) { $1 }
    }

    /// The last of a ticket's clocks of one kind, with its explanation.
    func clock(_ deadline: String, _ number: String) async throws -> JSON {
        let items = try await client.get("/v1/tickets/\(number)/deadlines?explain=true").elements("items")
        return try #require(items.last { $0.text("deadline") == deadline })
    }

    private func events(_ number: String) async throws -> [JSON] {
        try await client.get("/v1/tickets/\(number)/events?limit=500").elements("items")
    }
}
