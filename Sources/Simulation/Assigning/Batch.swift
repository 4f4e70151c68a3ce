package import Dispatching
package import Events

/// Tickets that came within a short time of one another, as they were offered, with everybody who could have taken
/// each: what the choice is judged by.
///
/// A dispatcher who waited for the last of them could do no better than the best assignment of all of them at once.
/// Each agent has places for as many tickets as there is room; the later a place, the less headroom it has, so that the
/// best assignment uses them in turn. Tickets of the batch itself do not count as open. A batch ends when the first of
/// its tickets is resolved: as long as all are open, loads are as they are reckoned here.
package struct Batch {
    package struct Ticket {
        var ticket: TicketOrdinal
        /// Everybody who could have taken it then.
        var scorings: [AgentPool.Scoring]
        /// Whom it was offered.
        var chosen: AgentOrdinal
        /// Who took it in the record.
        var recorded: AgentOrdinal?

        package init(
            ticket: TicketOrdinal, scorings: [AgentPool.Scoring], chosen: AgentOrdinal, recorded: AgentOrdinal? = nil
        ) {
            (self.ticket, self.scorings) = (ticket, scorings)
            (self.chosen, self.recorded) = (chosen, recorded)
        }
    }

    private(set) var tickets: [Ticket] = []
    /// Tickets of the batch that each agent has.
    private var given: [AgentOrdinal: UInt64] = [:]

    package init() {}

    package mutating func add(_ ticket: Ticket) {
        var ticket = ticket
        ticket.scorings = ticket.scorings.map { scoring in
            let own = min(given[scoring.agent] ?? 0, scoring.open)
            return AgentPool.Scoring(
                agent: scoring.agent, withoutLoad: scoring.withoutLoad, loadWeight: scoring.loadWeight,
                open: scoring.open - own, capacity: scoring.capacity)
        }
        given[ticket.chosen, default: 0] += 1
        tickets.append(ticket)
    }
}

/// What batches score together, in millionths, by who chose.
package struct BatchScores: Hashable, Sendable {
    package var batches = 0
    package var tickets = 0
    /// In batches of more than one.
    package var ticketsTogether = 0
    package var best: UInt64 = 0
    package var chosen: UInt64 = 0
    package var roundRobin: UInt64 = 0
    package var fewestOpen: UInt64 = 0
    /// Of the tickets whose recorded taker could have taken them: their score, and that of the best for the same ones.
    package var recorded: UInt64 = 0
    package var bestOfRecorded: UInt64 = 0
    package var recordedTickets = 0

    package init() {}
}

extension BatchScores {
    /// - Parameter last: whose turn it was last, for taking turns over batches.
    package mutating func add(_ batch: Batch, last: inout UInt64) {
        let tickets = batch.tickets
        guard !tickets.isEmpty else { return }
        batches += 1
        self.tickets += tickets.count
        if tickets.count > 1 { ticketsTogether += tickets.count }
        best += Self.best(tickets)
        chosen += Self.total(tickets) { ticket, _ in ticket.scorings.first { $0.agent == ticket.chosen } }
        fewestOpen += Self.total(tickets) { ticket, given in
            Self.free(ticket, given).min {
                ($0.open + (given[$0.agent] ?? 0), $0.agent) < ($1.open + (given[$1.agent] ?? 0), $1.agent)
            }
        }
        roundRobin += Self.total(tickets) { ticket, given in
            let free = Self.free(ticket, given)
            let next = free.first { $0.agent.rawValue > last } ?? free.first
            if let next { last = next.agent.rawValue }
            return next
        }
        addRecorded(tickets)
    }

    private mutating func addRecorded(_ tickets: [Batch.Ticket]) {
        let known = tickets.filter { ticket in ticket.scorings.contains { $0.agent == ticket.recorded } }
        guard !known.isEmpty else { return }
        recordedTickets += known.count
        bestOfRecorded += Self.best(known)
        recorded += Self.total(known) { ticket, _ in ticket.scorings.first { $0.agent == ticket.recorded } }
    }

    private static func free(_ ticket: Batch.Ticket, _ given: [AgentOrdinal: UInt64]) -> [AgentPool.Scoring] {
        let free = ticket.scorings.filter { $0.open + (given[$0.agent] ?? 0) < $0.capacity }
        return free.isEmpty ? ticket.scorings : free
    }

    private static func total(
        _ tickets: [Batch.Ticket],
        _ choose: (Batch.Ticket, [AgentOrdinal: UInt64]) -> AgentPool.Scoring?
    ) -> UInt64 {
        var given: [AgentOrdinal: UInt64] = [:]
        return tickets.reduce(0) { total, ticket in
            guard let scoring = choose(ticket, given) else { return total }
            let earlier = given[scoring.agent] ?? 0
            given[scoring.agent] = earlier + 1
            return total + scoring.score(open: scoring.open + earlier)
        }
    }

    private static func best(_ tickets: [Batch.Ticket]) -> UInt64 {
        if tickets.count == 1 { return tickets[0].scorings.map { $0.score(open: $0.open) }.max() ?? 0 }
        // As many places as there is room, and at least as many as were really given.
        var places: [AgentOrdinal: UInt64] = [:]
        for scoring in tickets.flatMap(\.scorings) {
            let room = min(UInt64(tickets.count), scoring.capacity - min(scoring.capacity, scoring.open))
            places[scoring.agent] = max(places[scoring.agent] ?? 0, room)
        }
        for agent in tickets.map(\.chosen) + tickets.compactMap(\.recorded) where places[agent] != nil {
            // By the one or by the other: nobody chose both.
            let given = max(tickets.count { $0.chosen == agent }, tickets.count { $0.recorded == agent })
            places[agent] = max(places[agent] ?? 0, UInt64(given))
        }
        let columns = places.keys.sorted().flatMap { agent in (0..<(places[agent] ?? 0)).map { (agent, $0) } }
        let byAgent = tickets.map { ticket in
            Dictionary(uniqueKeysWithValues: ticket.scorings.map { ($0.agent, $0) })
        }
        // Nobody else can take it: dearer than any way around.
        let never: Int64 = 1_000_000_000
        let spare = tickets.count
        let chosen = BestAssignment.cheapest(rows: tickets.count, columns: columns.count + spare) { row, column in
            guard column < columns.count, let scoring = byAgent[row][columns[column].0] else { return never }
            return -Int64(scoring.score(open: scoring.open + columns[column].1))
        }
        return chosen.enumerated().reduce(0) { total, choice in
            guard choice.element < columns.count, let scoring = byAgent[choice.offset][columns[choice.element].0] else {
                return total
            }
            return total + scoring.score(open: scoring.open + columns[choice.element].1)
        }
    }
}
