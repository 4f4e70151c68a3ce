internal import JSONText

/// Writes steps down as requests.
struct RequestForm {
    private let agenda: DayAgenda
    private let token: String
    /// What every request has.
    private let head: String

    init(_ agenda: DayAgenda, port: UInt16, token: String) {
        self.agenda = agenda
        self.token = token
        head = " HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAuthorization: Bearer \(token)\r\n"
    }

    func bytes(of step: Step, _ ledger: TicketLedger) -> [UInt8] {
        switch step.kind {
        // What comes over channels that may repeat it has a key, as it would in life.
        case .submit:
            post("/v1/tickets", DayRequest.body(step.subject, seed: agenda.seed), key: "day-\(step.subject)")
        case .presence:
            presence(agenda.presence[step.subject].agent, agenda.presence[step.subject].state)
        case .queue: get("/v1/queue?limit=50")
        case .workloads: get("/v1/workloads")
        case .list: get("/v1/tickets?lifeCycle=waiting,offered,accepted,in-progress&limit=50")
        default: post(path(step, ledger), body(step, ledger))
        }
    }

    func presence(_ agent: Int, _ state: String) -> [UInt8] {
        acting("PUT", "/v1/agents/\(agenda.agents[agent].identifier)/presence", ["state": .string(state)])
    }

    func get(_ target: String, accept: String = "application/json") -> [UInt8] {
        Array("GET \(target)\(head)Accept: \(accept)\r\n\r\n".utf8)
    }

    private func path(_ step: Step, _ ledger: TicketLedger) -> String {
        "/v1/tickets/\(ledger.tickets[step.subject].number)/\(step.kind.asked)"
    }

    private func body(_ step: Step, _ ledger: TicketLedger) -> JSON {
        let offered = JSON.string(agenda.agents[step.agent].identifier)
        let holder = JSON.string(agenda.agents[ledger.tickets[step.subject].agent].identifier)
        return switch step.kind {
        case .accept: ["agent": offered]
        case .decline: ["agent": offered, "reason": "手头工单已满，暂时无法处理"]
        case .contact: ["agent": holder, "note": "已与客户联系，确认了问题"]
        case .progress: ["agent": holder, "stage": "处理中", "note": "正在排查，预计今天完成"]
        case .ask: ["agent": holder, "stage": "待客户确认", "note": "已处理，等待客户确认结果"]
        case .resolve: ["agent": holder, "solution": "已处理完毕，客户确认正常"]
        case .rate: ["grade": .string(ledger.verdict(step.subject)?.grade ?? "satisfied"), "comment": "谢谢"]
        case .call: ["note": "已回访，客户希望加快处理", "reasons": ["slow"]]
        case .reopen: ["note": "问题未解决，再次派单"]
        case .escalate: ["to": "supervisor", "note": "客户仍不满意"]
        case .submit, .close, .presence, .queue, .workloads, .list: [:]
        }
    }

    private func post(_ path: String, _ body: JSON, key: String? = nil) -> [UInt8] {
        acting("POST", path, body, key: key)
    }

    private func acting(_ method: String, _ path: String, _ json: JSON, key: String? = nil) -> [UInt8] {
        var body: [UInt8] = []
        json.append(to: &body)
        let keyed = key.map { "Idempotency-Key: \($0)\r\n" } ?? ""
        let start =
            "\(method) \(path)\(head)\(keyed)Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
        return Array(start.utf8) + body
    }
}
