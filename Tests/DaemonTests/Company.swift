import DaemonHarness
import JSONText
import Testing

/// The people of a small company, each signed in with their own staff number, and the customer, who has no account.
struct Company {
    /// Makes the accounts, and turns the clock; takes no part in the work.
    let admin: DaemonClient
    let customer: DaemonClient
    /// The program that brings in what customers write to the WeChat official account 公众号.
    let wechat: DaemonClient
    let (clerk, dispatcher, supervisor): (DaemonClient, DaemonClient, DaemonClient)
    /// By the agent's identifier.
    private let handlers: [String: DaemonClient]

    /// 客服, 派单员, 主管.
    static let (clerkNumber, dispatcherNumber, supervisorNumber) = ("K2001", "P3001", "S4001")
    private static let agents: [(identifier: String, number: String, name: String)] = [
        ("lin", "E1001", "林静"), ("wang", "E1002", "王强"), ("zhao", "E1003", "赵敏"),
        ("qian", "E1004", "钱进"), ("off", "E1005", "周末"),
    ]

    init(_ daemon: RunningDaemon) async throws {
        admin = daemon.client
        customer = DaemonClient(address: daemon.address, token: nil)
        _ = try await admin.put(Requests.department, ["name": "技术部"])
        _ = try await Self.made(admin, ["name": "wechat-bridge", "roles": ["clerk"], "program": true])
        let token = try await admin.post("/v1/accounts/wechat-bridge/tokens", ["purpose": "公众号"])
        let bridge: String = try #require(token.text("token"))
        wechat = admin.with(token: bridge)
        clerk = try await Self.hired(admin, Self.clerkNumber, "何晓", as: "clerk")
        dispatcher = try await Self.hired(admin, Self.dispatcherNumber, "潘杰", as: "dispatcher")
        supervisor = try await Self.hired(admin, Self.supervisorNumber, "宋主管", as: "supervisor")
        var handlers: [String: DaemonClient] = [:]
        for agent in Self.agents {
            let profile: JSON = [
                "capacity": JSON(3), "regions": ["上海"], "skills": [["name": "系统故障", "level": JSON(4)]],
            ]
            let client = try await Self.hired(
                admin, agent.number, agent.name, as: "handler",
                [("agent", .string(agent.identifier)), ("profile", profile), ("department", "技术部")])
            handlers[agent.identifier] = client
            guard agent.identifier != "off" else { continue }
            let online = try await client.put("/v1/agents/\(agent.identifier)/presence", ["state": "online"])
            try #require(online.status == 200, "\(online.body)")
        }
        self.handlers = handlers
    }

    func handler(_ agent: String) throws -> DaemonClient { try #require(handlers[agent]) }

    private static let password = "一句足够长的中文密码"

    /// What people call an agent.
    static func name(_ agent: String) -> String { agents.first { $0.identifier == agent }?.name ?? agent }

    /// An account with a first password, and who it is for, signed in with a password of their own.
    private static func hired(
        _ admin: DaemonClient, _ number: String, _ name: String, as role: String,
        _ more: [(name: String, value: JSON)] = []
    ) async throws -> DaemonClient {
        let members: [(name: String, value: JSON)] = [
            ("name", .string(number)), ("displayName", .string(name)), ("roles", .array([.string(role)])),
        ]
        let first = try #require(try await made(admin, .object(members + more)).text("password"))
        let session = try await admin.with(token: nil).post(
            "/v1/sessions", ["staffNumber": .string(number), "password": .string(first)])
        let token: String = try #require(session.text("token"), "\(session.body)")
        let client = admin.with(token: token)
        let changed = try await client.put("/v1/password", ["old": .string(first), "new": .string(password)])
        try #require(changed.status == 200, "\(changed.body)")
        return client
    }

    private static func made(_ admin: DaemonClient, _ account: JSON) async throws -> Answer {
        let made = try await admin.post("/v1/accounts", account)
        try #require(made.status == 201, "\(made.body)")
        return made
    }
}

extension DaemonClient {
    /// Has something done to a ticket that must succeed; the ticket as it is then.
    func does(_ action: String, _ number: String, _ body: JSON = [:]) async throws -> Answer {
        let answer = try await post("/v1/tickets/\(number)/\(action)", body)
        try #require(answer.status == 200, "\(action): \(answer.body)")
        return answer
    }

    /// The titles of what whoever asks was told about a ticket.
    func inbox(_ number: String) async throws -> [String] {
        try await get("/v1/notifications").elements("items").filter { $0.text("ticket") == number }
            .compactMap { $0.text("title") }
    }
}
