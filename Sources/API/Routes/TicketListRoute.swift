internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Hummingbird
internal import JSONText
internal import Policies
internal import Projections

extension API {
    func list(_ exchange: Exchange) async throws -> Response {
        var query = QueryForm(exchange.request.uri)
        var filter = TicketFilter(&query, engine.registry)
        let limit = Int(query.number("limit", 1...APILimits.pageMax) ?? APILimits.pageOtherwise)
        let before = query.number("cursor", 1...Int64.max)
        try query.end()
        if let asker = exchange.asker, asker.reach == .own {
            if let customer = asker.customer { filter.owner = customer } else { filter.holders = asker.agents }
        }
        let (snapshots, next, sequence) = await engine.look { [filter] projected in
            Self.page(projected, filter, before: before, limit: limit)
        }
        var members: [(name: String, value: JSON)] = [
            ("items", .array(snapshots.map { $0.summary(exchange.reader) }))
        ]
        if let next { members.append(("next", .string("\(next)"))) }
        return .json(.object(members), sequence: sequence)
    }

    /// The newest first. Looks at so many rows at most; a page may have fewer than it could, and still go on.
    private static func page(
        _ projected: Projected, _ filter: TicketFilter, before: Int64?, limit: Int
    ) -> ([TicketSnapshot], next: UInt64?, UInt64) {
        var found: [TicketSnapshot] = []
        let count = UInt64(projected.tickets.count)
        let end = min(before.map(UInt64.init) ?? count + 1, count + 1)
        let matcher = filter.matcher(projected)
        var ticket = end
        let least = end > UInt64(APILimits.rowsLookedAtMax) ? end - UInt64(APILimits.rowsLookedAtMax) : 1
        while ticket > least, found.count < limit {
            ticket -= 1
            let ordinal = TicketOrdinal(rawValue: ticket)
            guard let row = projected.tickets[ordinal], matcher.matches(row) else { continue }
            if let snapshot = TicketSnapshot(ordinal, projected) { found.append(snapshot) }
        }
        return (found, ticket > 1 ? ticket : nil, projected.sequence)
    }
}

/// Which tickets a list wants.
struct TicketFilter: Sendable {
    var lifeCycles: Set<LifeCycle> = []
    var priority: Priority?
    var agent: AgentOrdinal?
    /// Nil for everybody's tickets, and nobody's.
    var holders: Set<AgentOrdinal>?
    /// Whoever asks, where that is a customer.
    var owner: CustomerOrdinal?
    var customer: CustomerOrdinal?
    var category: String?
    var channel: String?
    var isInReview: Bool?
    var needsReview: Bool?
    var submittedAfter: Instant?
    var submittedBefore: Instant?

    init(_ query: inout QueryForm, _ registry: Registry) {
        lifeCycles = Set(query.choices("lifeCycle", LifeCycle.allCases.map { ($0.code, $0) }))
        priority = query.choice("priority", Priority.allCases.map { ($0.code, $0) })
        category = query.text("category")
        channel = query.text("channel")
        let answers = [("true", true), ("false", false)]
        isInReview = query.choice("inReview", answers)
        needsReview = query.choice("needsReview", answers)
        submittedAfter = query.instant("submittedAfter")
        submittedBefore = query.instant("submittedBefore")
        let agentName = query.text("agent")
        let customerName = query.text("customer")
        agent = agentName.flatMap { name in registry.withNames { $0.agent(name) } }
        customer = customerName.flatMap { hex in
            Names.CustomerIdentifier(hex: hex).flatMap { identifier in registry.withNames { $0.customer(identifier) } }
        }
        if let agentName, agent == nil {
            query.fault("agent", LocalText("没有执行人员 \(agentName)，请核对标识。", "There is no agent \(agentName): check it."))
        }
        if let customerName, customer == nil {
            query.fault(
                "customer", LocalText("没有客户 \(customerName)，请核对标识。", "There is no customer \(customerName): check it."))
        }
    }

    func matcher(_ projected: Projected) -> Matcher {
        let codes = projected.tickets.codes
        return Matcher(
            filter: self, category: category.map { codes.known($0) }, channel: channel.map { codes.known($0) })
    }

    struct Matcher {
        var filter: TicketFilter
        /// Nil inside where no ticket ever had the code.
        var category: CodeTable.Code??
        var channel: CodeTable.Code??

        func matches(_ row: TicketRows.Row) -> Bool {
            if !filter.lifeCycles.isEmpty, !filter.lifeCycles.contains(row.lifeCycle) { return false }
            if let priority = filter.priority, row.priority != priority { return false }
            if let agent = filter.agent, row.holder != agent { return false }
            if let holders = filter.holders, row.holder.map({ !holders.contains($0) }) ?? true { return false }
            if let owner = filter.owner, row.customer != owner { return false }
            if let customer = filter.customer, row.customer != customer { return false }
            if let category, row.category != category { return false }
            if let channel, row.channel != channel { return false }
            if let isInReview = filter.isInReview, row.isInReview != isInReview { return false }
            if let needsReview = filter.needsReview, row.needsReview != needsReview { return false }
            if let after = filter.submittedAfter, row.submittedAt < after { return false }
            if let before = filter.submittedBefore, row.submittedAt >= before { return false }
            return true
        }
    }
}
