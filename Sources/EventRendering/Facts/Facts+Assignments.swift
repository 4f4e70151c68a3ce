internal import Events

extension Facts {
    mutating func say(dispatchProposed fields: borrowing EventFields<DispatchProposed>) throws(WireError) {
        if let decision = try fields.message(.decision, Decision.self) { try self.decision(decision) }
    }

    mutating func say(proposalWithdrawn fields: borrowing EventFields<ProposalWithdrawn>) throws(WireError) {
        // Nothing besides what the event is about.
    }

    mutating func say(assignmentRequested fields: borrowing EventFields<AssignmentRequested>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        var flags: [String] = []
        try fields.forEachText(.flags) { flags.append($0) }
        texts("flags", flags)
    }

    mutating func say(assignmentApproved fields: borrowing EventFields<AssignmentApproved>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
    }

    mutating func say(assignmentRejected fields: borrowing EventFields<AssignmentRejected>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
    }

    mutating func say(assignmentWithdrawn fields: borrowing EventFields<AssignmentWithdrawn>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        flag("wasAccepted", try fields.flag(.wasAccepted))
    }
}
