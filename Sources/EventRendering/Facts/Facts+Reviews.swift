internal import Events
internal import JSONText

extension Facts {
    mutating func say(reviewRequested fields: borrowing EventFields<ReviewRequested>) throws(WireError) {
        let because: ReviewBecause? = try fields.choice(.because)
        code("because", because)
    }

    mutating func say(ticketReviewed fields: borrowing EventFields<TicketReviewed>) throws(WireError) {
        flag("needsFollowUp", try fields.flag(.needsFollowUp))
    }

    mutating func say(customerContacted fields: borrowing EventFields<CustomerContacted>) throws(WireError) {
        let agent: AgentOrdinal? = try fields.ordinal(.agent)
        if let agent { agentName(agent) }
        var reasons: [JSON] = []
        try fields.forEachText(.reasons) { code in reasons.append(.string(code)) }
        add("reasons", .array(reasons))
    }

    mutating func say(ticketReopened fields: borrowing EventFields<TicketReopened>) throws(WireError) {
        number("cycle", try fields.number(.cycle))
    }

    mutating func say(ticketEscalated fields: borrowing EventFields<TicketEscalated>) throws(WireError) {
        text("to", try fields.text(.to))
        text("deadline", try fields.text(.deadline))
    }
}
