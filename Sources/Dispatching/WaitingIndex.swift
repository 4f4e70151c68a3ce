package import Events

/// Tickets that wait for somebody: by priority, then by age. A ticket that comes back keeps its age, since ordinals
/// ascend with age.
package struct WaitingIndex: Sendable {
    /// The lists of the tickets of one priority.
    private struct Lane: Sendable {
        var all = SortedOrdinals()
        /// First those that need no skill, then by the skill's number.
        var bySkill = [SortedOrdinals()]
    }

    private struct Place: Sendable {
        var lane: Int
        var column: Int
    }

    /// The lowest priority first.
    private var lanes = Priority.allCases.map { _ in Lane() }
    /// Looked up, and never gone through.
    private var places: [TicketOrdinal: Place] = [:]
    private var skills = CodeNumbers()

    package init() {}

    package var count: Int { places.count }

    package func contains(_ ticket: TicketOrdinal) -> Bool { places[ticket] != nil }

    /// Takes a ticket in, or changes its priority and the skill that it needs. O(log n) in effect: a run of at most 512
    /// ordinals is moved.
    package mutating func set(_ ticket: TicketOrdinal, _ priority: Priority, skill: String?) {
        let place = Place(lane: Self.lane(priority), column: skill.map { skills.add($0) + 1 } ?? 0)
        if let old = places[ticket] {
            if old.lane == place.lane, old.column == place.column { return }
            remove(ticket)
        }
        places[ticket] = place
        while lanes[place.lane].bySkill.count <= place.column { lanes[place.lane].bySkill.append(SortedOrdinals()) }
        lanes[place.lane].all.insert(ticket)
        lanes[place.lane].bySkill[place.column].insert(ticket)
    }

    /// The same cost.
    /// - Precondition: it waits.
    package mutating func remove(_ ticket: TicketOrdinal) {
        guard let place = places.removeValue(forKey: ticket) else {
            preconditionFailure("only a ticket that waits stops waiting")
        }
        lanes[place.lane].all.remove(ticket)
        lanes[place.lane].bySkill[place.column].remove(ticket)
    }

    /// The first ticket, by priority and age, that needs no skill or one of `skills`, and that `isRight`. Each ticket
    /// that is not right is looked at, no other: O(1) for each, and for each of `skills`.
    package func first(
        withSkills codes: some Sequence<String>, where isRight: (TicketOrdinal) -> Bool
    ) -> TicketOrdinal? {
        var columns = [0]
        for code in codes {
            if let number = skills[code], !columns.contains(number + 1) { columns.append(number + 1) }
        }
        for lane in lanes.reversed() where lane.all.count > 0 {
            if let ticket = Self.first(lane, columns, where: isRight) { return ticket }
        }
        return nil
    }

    /// The first ticket that an agent can take as far as skills go, and that `isRight`.
    package func first(
        for agent: AgentOrdinal, in pool: AgentPool, where isRight: (TicketOrdinal) -> Bool
    ) -> TicketOrdinal? {
        guard count > 0, pool.isAvailable(agent), let profile = pool.profile(of: agent) else { return nil }
        return first(withSkills: profile.skills.lazy.map(\.code), where: isRight)
    }

    /// How many are before `ticket`; all that wait with its priority or a higher one, if it does not wait itself.
    /// O(n / 512).
    package func countBefore(_ ticket: TicketOrdinal, _ priority: Priority) -> Int {
        let lane = Self.lane(priority)
        return lanes[(lane + 1)...].reduce(lanes[lane].all.countBefore(ticket)) { $0 + $1.all.count }
    }

    /// The first `length` of them, in their order.
    package func prefix(_ length: Int) -> [TicketOrdinal] {
        lanes.reversed().reduce(into: []) { $0 += $1.all.list(from: $1.all.start, length - $0.count) }
    }

    /// The first `length` behind where `ticket` stands with a priority, whether or not it waits.
    package func list(behind ticket: TicketOrdinal, _ priority: Priority, _ length: Int) -> [TicketOrdinal] {
        let lane = Self.lane(priority)
        let next = lanes[lane].all.position(of: TicketOrdinal(rawValue: ticket.rawValue &+ 1))
        return lanes[..<lane].reversed().reduce(into: lanes[lane].all.list(from: next, length)) {
            $0 += $1.all.list(from: $1.all.start, length - $0.count)
        }
    }

    /// All of them, in their order.
    package var tickets: [TicketOrdinal] { prefix(count) }

    private static func lane(_ priority: Priority) -> Int { Int(priority.rawValue) - 1 }

    private static func first(
        _ lane: Lane, _ columns: [Int], where isRight: (TicketOrdinal) -> Bool
    ) -> TicketOrdinal? {
        var heads = columns.filter { $0 < lane.bySkill.count && lane.bySkill[$0].count > 0 }
            .map { (column: $0, at: lane.bySkill[$0].start) }
        while true {
            var oldest: (head: Int, ticket: TicketOrdinal)?
            for head in heads.indices {
                guard let ticket = lane.bySkill[heads[head].column][heads[head].at] else { continue }
                if oldest.map({ ticket < $0.ticket }) ?? true { oldest = (head, ticket) }
            }
            guard let oldest else { return nil }
            if isRight(oldest.ticket) { return oldest.ticket }
            heads[oldest.head].at = lane.bySkill[heads[oldest.head].column].after(heads[oldest.head].at)
        }
    }
}
