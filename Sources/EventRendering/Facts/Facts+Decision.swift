internal import Events
internal import JSONText
internal import Projections

extension Facts {
    /// How a dispatch was decided.
    mutating func decision(_ fields: borrowing EventFields<Decision>) throws(WireError) {
        let names = names
        var decision = Facts(names)
        decision.number("eligible", try fields.number(.eligible))
        var leftOut = Facts(names)
        try fields.forEach(.leftOut, LeftOutCount.self) { count throws(WireError) in
            let reason: LeftOut? = try count.choice(.reason)
            if let reason { leftOut.number(reason.code, try count.number(.count)) }
        }
        decision.add("leftOut", leftOut.json)
        var candidates: [JSON] = []
        try fields.forEach(.candidates, Candidate.self) { candidate throws(WireError) in
            candidates.append(try Self.candidate(candidate, names))
        }
        decision.add("candidates", .array(candidates))
        decision.text("ring", try fields.text(.ring))
        add("decision", decision.json)
    }

    private static func candidate(
        _ fields: borrowing EventFields<Candidate>, _ names: Names
    ) throws(WireError) -> JSON {
        var candidate = Facts(names)
        let agent: AgentOrdinal = try fields.ordinal(.agent)
        let known = names[agent]
        candidate.text("agent", known?.identifier ?? "")
        candidate.text("name", known?.name ?? "")
        candidate.number("score", try fields.number(.score))
        var terms: [JSON] = []
        try fields.forEach(.terms, ScoreTerm.self) { term throws(WireError) in
            let dimension = try term.text(.dimension)
            let (value, weight) = (try term.number(.value), try term.number(.weight))
            terms.append(["dimension": .string(dimension), "value": .unsigned(value), "weight": .unsigned(weight)])
        }
        candidate.add("terms", .array(terms))
        var flags: [String] = []
        try fields.forEachText(.flags) { flags.append($0) }
        candidate.texts("flags", flags)
        return candidate.json
    }
}
