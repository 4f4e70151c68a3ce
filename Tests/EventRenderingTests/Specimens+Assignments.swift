import Events

extension Specimen {
    static let assignments = [
        Specimen(
            DispatchProposed.self,
            {
                ($0.ticket, $0.decision) = (ticket, decision)
                $0.decision?.candidates[0].terms = []
                $0.decision?.candidates[0].flags = ["other-region"]
            },
            data: #"{"decision":{"eligible":3,"leftOut":{"full":1},"candidates":["#
                + #"{"agent":"lin","name":"林静","score":812345,"terms":[],"flags":["other-region"]},"#
                + #"{"agent":"wang","name":"王强","score":400000,"terms":[]}],"ring":"regular"}}"#,
            "推荐 林静、王强，待确认", "proposed: 林静, 王强; waits for a dispatcher"),
        Specimen(
            AssignmentRequested.self,
            { ($0.ticket, $0.agent, $0.reason, $0.flags) = (ticket, lin, sealed, ["skill-missing"]) },
            data: #"{"agentName":"林静","flags":["skill-missing"]}"#, "admin 申请派给 林静（异常：缺少技能）",
            "assignment to 林静 asked for by admin (odd: without the skill)"),
        Specimen(
            AssignmentApproved.self, { ($0.ticket, $0.agent) = (ticket, lin) }, data: #"{"agentName":"林静"}"#,
            "admin 同意派给 林静", "assignment to 林静 approved by admin"),
        Specimen(
            AssignmentRejected.self, { ($0.ticket, $0.agent, $0.reason) = (ticket, lin, sealed) },
            data: #"{"agentName":"林静"}"#, "admin 不同意派给 林静", "assignment to 林静 rejected by admin"),
        Specimen(
            AssignmentWithdrawn.self,
            { ($0.ticket, $0.agent, $0.reason, $0.wasAccepted) = (ticket, lin, sealed, true) },
            data: #"{"agentName":"林静","wasAccepted":true}"#, "admin 从 林静 收回（已接单）",
            "taken back from 林静 by admin (was accepted)"),
        Specimen(
            ProposalWithdrawn.self, { $0.ticket = ticket }, data: "{}", "推荐的人员都已不能接单，推荐失效",
            "proposal withdrawn: nobody of it can take it any more"),
    ]

    static let otherAssignments = [
        Specimen(
            OfferMade.self, { ($0.ticket, $0.agent, $0.isByHand) = (ticket, lin, true) },
            data: #"{"agentName":"林静","isByHand":true}"#, "admin 派给 林静", "offered to 林静 by admin"),
        Specimen(
            AssignmentRequested.self, { ($0.ticket, $0.agent) = (ticket, lin) }, data: #"{"agentName":"林静"}"#,
            "admin 申请派给 林静", "assignment to 林静 asked for by admin"),
        Specimen(
            DispatchProposed.self, { ($0.ticket, $0.decision) = (ticket, Decision()) },
            data: #"{"decision":{"eligible":0,"leftOut":{},"candidates":[]}}"#, "暂无可推荐人员", "nobody to propose"),
        Specimen(
            AssignmentWithdrawn.self, { ($0.ticket, $0.agent) = (ticket, lin) }, data: #"{"agentName":"林静"}"#,
            "admin 从 林静 收回", "taken back from 林静 by admin"),
    ]
}
