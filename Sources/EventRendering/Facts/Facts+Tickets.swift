internal import Bytes
internal import Events
internal import JSONText

extension Facts {
    mutating func say(ticketSubmitted fields: borrowing EventFields<TicketSubmitted>) throws(WireError) {
        text("channel", try fields.text(.channel))
        text("urgency", try fields.text(.urgency))
        text("category", try fields.text(.category))
        text("region", try fields.text(.region))
        text("orderNumber", try fields.text(.orderNumber))
        flag("isConfirmed", try fields.flag(.isConfirmed))
        text("earlierNumber", try fields.text(.earlierNumber))
        time("wishedAt", try fields.instant(.wishedAt))
        text("kind", try fields.text(.kind))
        text("tier", try fields.text(.tier))
        text("source", try fields.text(.source))
        text("sourceCase", try fields.text(.sourceCase))
    }

    mutating func say(ticketClassified fields: borrowing EventFields<TicketClassified>) throws(WireError) {
        text("category", try fields.text(.category))
        let confidence = try fields.number(.confidence)
        number("confidence", confidence)
        let from = try fields.text(.from)
        text("from", from)
        let reason = try fields.bytes(.reason)
        let isByHand = !from.isEmpty || reason.byteCount > 0
        flag("isByHand", isByHand)
        let words = try fields.bytes(.words)
        flag("isChosen", !isByHand && confidence == 1_000_000 && words.byteCount == 0)
    }

    mutating func say(ticketPrioritised fields: borrowing EventFields<TicketPrioritised>) throws(WireError) {
        let priority: Priority? = try fields.choice(.priority)
        code("priority", priority)
        let from: Priority? = try fields.choice(.from)
        code("from", from)
        let reason = try fields.bytes(.reason)
        text("urgency", try fields.text(.urgency))
        flag("isByHand", from != nil || reason.byteCount > 0)
    }

    mutating func say(ticketQueued fields: borrowing EventFields<TicketQueued>) throws(WireError) {
        let because: QueuedBecause? = try fields.choice(.because)
        code("because", because)
        if let decision = try fields.message(.decision, Decision.self) { try self.decision(decision) }
    }

    mutating func say(attachmentAdded fields: borrowing EventFields<AttachmentAdded>) throws(WireError) {
        let address = try fields.bytes(.address)
        hex("address", address)
        number("bytes", try fields.number(.byteCount))
        let kind: FileKind? = try fields.choice(.kind)
        if let kind { text("kind", kind.code) }
    }

    mutating func say(progressRecorded fields: borrowing EventFields<ProgressRecorded>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        text("stage", try fields.text(.stage))
    }

    mutating func say(ticketResolved fields: borrowing EventFields<TicketResolved>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
    }

    mutating func say(ticketRated fields: borrowing EventFields<TicketRated>) throws(WireError) {
        let grade: Grade? = try fields.choice(.grade)
        code("grade", grade)
        var reasons: [JSON] = []
        try fields.forEachText(.reasons) { code in reasons.append(.string(code)) }
        if !reasons.isEmpty { add("reasons", .array(reasons)) }
    }

    mutating func say(ticketClosed fields: borrowing EventFields<TicketClosed>) throws(WireError) {
        let closing: Closing? = try fields.choice(.closing)
        code("closing", closing)
    }
}
