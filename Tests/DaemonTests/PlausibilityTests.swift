import DaemonHarness
import JSONText
import Testing

@Suite("What looks odd about an offer", .timeLimit(.minutes(10)))
struct PlausibilityTests {
    @Test("is shown before and after a decision, to programs in codes and to people in words")
    func flags() async throws {
        let daemon = try await RunningDaemon.new()
        let admin = daemon.client
        let rehearsal = try await Rehearsal(admin)
        try await rehearsal.publishConfirming()
        for agent in ["lin", "wang", "zhao", "qian"] {
            _ = try await admin.put("/v1/agents/\(agent)/presence", ["state": "offline"])
        }
        let far: JSON = [
            "name": "范", "capacity": JSON(3), "regions": ["北京"], "skills": [["name": "系统故障", "level": JSON(4)]],
        ]
        try await admin.introduce("far", far)
        try await admin.introduce("unskilled", ["name": "吴", "capacity": JSON(3)])
        let number = try await rehearsal.submits("收银系统故障，门店无法营业", channel: "wechat")
        func codes(_ json: JSON?) -> [String] { (json?.asElements ?? []).compactMap(\.asText) }

        var ticket = try await rehearsal.ticket(number)
        let candidates = ticket.elements("proposal", "candidates")
        #expect(candidates.map { codes($0["flags"]) } == [["other-region"]], "\(ticket.body)")
        ticket = try await rehearsal.does("confirm", number)
        #expect(codes(ticket.json["offer"]?["flags"]) == ["other-region"], "\(ticket.body)")
        let decisions = try await rehearsal.decisions(number)
        #expect(decisions.map { codes($0["flags"]) } == [[], ["other-region"]])
        #expect(decisions.allSatisfy { $0.text("ring") == "regular" && $0.text("ringName") == "常规人员" })
        // The administrator may agree too; a dispatcher's wish waits for somebody who may.
        let made = try await admin.post(
            "/v1/accounts", ["name": "desk", "roles": ["dispatcher"], "program": true])
        #expect(made.status == 201)
        let token = try await admin.post("/v1/accounts/desk/tokens", ["purpose": "desk"])
        let asked = try await admin.with(token: token.text("token")).post(
            "/v1/tickets/\(number)/assign", ["agent": "unskilled", "reason": "客户指定"])
        #expect(asked.text("requested") == "unskilled", "\(asked.body)")
        #expect(codes(asked.json["requestedFlags"]) == ["skill-missing"])

        let shown = try await CommandLine.paidan(
            daemon, "show", number, "--events", "--decisions", language: "zh_CN.UTF-8")
        for words in ["申请派给 unskilled，待审批（异常：缺少技能）", "派单环 常规人员", "异常：非同区域", "申请派给 吴（异常：缺少技能）"] {
            #expect(shown.contains(words), "\(shown)")
        }
        #expect(!shown.contains("other-region") && !shown.contains("skill-missing"))
        #expect(await daemon.stop() == 0)
    }
}
