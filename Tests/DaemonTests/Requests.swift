import JSONText

/// What customers send in, and the people who deal with it.
enum Requests {
    static func submission(
        _ description: String = "请问积分怎么兑换?", name: String = "刘芳", contact: String = "13800002210"
    ) -> JSON {
        [
            "channel": "wechat", "description": .string(description),
            "customer": ["name": .string(name), "contact": .string(contact)],
        ]
    }

    static let outage: JSON = [
        "channel": "phone", "confirmed": true, "description": "门店收银系统故障,从早上九点开始一直报错,顾客排队没法结账,加急处理。", "urgency": "高",
        "customer": [
            "name": "张建国", "contact": "13800005678", "contactPerson": "王店长", "memberId": "M2041877", "tier": "VIP",
        ],
        "region": "上海", "orderNumber": "D2026112100417", "expectedResult": "今天中午之前恢复收银。",
        "address": "徐汇区示例路八十八号", "notes": "后门进,回拨 02155667788。",
    ]

    /// Of whoever has one.
    static let department = "/v1/departments/%E6%8A%80%E6%9C%AF%E9%83%A8"

    static let lin: JSON = [
        "name": "林静", "skills": [["name": "系统故障", "level": JSON(4)]], "regions": ["上海"], "department": "技术部",
        "capacity": JSON(3),
    ]
}

extension DaemonClient {
    /// An agent who is there. Without skills they can take what anybody can.
    func introduce(_ agent: String, _ body: JSON? = nil, capacity: Int = 3) async throws {
        if body?.text("department") != nil { _ = try await put(Requests.department, ["name": "技术部"]) }
        _ = try await put("/v1/agents/\(agent)", body ?? ["name": .string(agent), "capacity": JSON(capacity)])
        _ = try await put("/v1/agents/\(agent)/presence", ["state": "online"])
    }

    /// The number of a ticket that is made of a request.
    func submit(_ body: JSON = Requests.submission()) async throws -> String {
        try await post("/v1/tickets", body).text("number") ?? ""
    }

    /// The sequence number of the last event, once nothing more comes by itself.
    func settled() async throws -> UInt64 {
        let least = try await get("/v1/queue").sequence ?? 0
        return try await EventFollower(self).settled(after: least)
    }

    /// What an agent does with a ticket.
    func act(_ ticket: String, _ action: String, as agent: String, _ more: JSON = [:]) async throws -> Answer {
        try await post("/v1/tickets/\(ticket)/\(action)", more.with("agent", .string(agent)))
    }
}
