public import Events

/// What customers said of each agent's work. Every cycle of a ticket counts, for whoever resolved it in that cycle.
public struct AgentRatings: Sendable {
    public struct Counts: Hashable, Sendable {
        /// By the grade's number, from 1.
        fileprivate var graded = [UInt64](repeating: 0, count: Grade.allCases.count)
        /// Work that was closed without a grade: nobody answered in time, or somebody closed it by hand.
        public fileprivate(set) var unrated: UInt64 = 0

        public init() {}

        /// How many cycles got this grade.
        public subscript(_ grade: Grade) -> UInt64 { graded[Int(grade.rawValue) - 1] }
    }

    /// By ordinal, from 1; shorter than the agents are many, as most have none for a long time.
    private var counts: [Counts] = []

    public init() {}

    public subscript(_ agent: AgentOrdinal) -> Counts {
        let index = Int(agent.rawValue) - 1
        return counts.indices.contains(index) ? counts[index] : Counts()
    }

    /// Folds one event in. Most change nothing here.
    /// - Parameter rows: what they were before this event.
    public mutating func fold(_ event: borrowing EventView, rows: TicketRows) throws(WireError) {
        switch event.type {
        case .ticketRated:
            let numbers = try event.leadingNumbers()
            guard let grade = Grade(rawValue: numbers.second) else { return }
            count(TicketOrdinal(rawValue: numbers.first), rows) { $0.graded[Int(grade.rawValue) - 1] += 1 }
        case .ticketClosed:
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            // The record that a past ticket came from asked nobody.
            guard let row = rows[ticket], row.grade == nil, !row.isPast else { return }
            count(ticket, rows) { $0.unrated += 1 }
        default: break
        }
    }

    /// Whoever resolved the ticket holds it until the next cycle begins.
    private mutating func count(_ ticket: TicketOrdinal, _ rows: TicketRows, _ body: (inout Counts) -> Void) {
        guard let row = rows[ticket], row.lifeCycle == .resolved, let agent = row.holder else { return }
        while counts.count < Int(agent.rawValue) { counts.append(Counts()) }
        body(&counts[Int(agent.rawValue) - 1])
    }
}

extension AgentRatings {
    public func write(to form: inout CanonicalBytes) {
        form.list(counts) { counts, form in
            for number in counts.graded + [counts.unrated] { form.number(number) }
        }
    }
}
