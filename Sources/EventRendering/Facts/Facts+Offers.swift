internal import Events
internal import JSONText

extension Facts {
    mutating func say(offerMade fields: borrowing EventFields<OfferMade>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        time("expiresAt", try fields.instant(.expiresAt))
        if let decision = try fields.message(.decision, Decision.self) { try self.decision(decision) }
        var flags: [String] = []
        try fields.forEachText(.flags) { flags.append($0) }
        texts("flags", flags)
        flag("isByHand", try fields.flag(.isByHand))
    }

    mutating func say(offerAccepted fields: borrowing EventFields<OfferAccepted>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
    }

    mutating func say(offerDeclined fields: borrowing EventFields<OfferDeclined>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
    }

    mutating func say(offerExpired fields: borrowing EventFields<OfferExpired>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        time("dueAt", try fields.instant(.dueAt))
    }
}
