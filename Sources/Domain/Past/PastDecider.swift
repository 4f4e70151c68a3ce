public import Events
internal import Policies

// Tickets that were over before they came here.
extension DomainState {
    /// What happens because of `command` at `now`, like ``decide(_:at:)``, with the times of what happened before.
    public func occurrences(of command: Command, at now: Instant) throws(Refusal) -> [Occurrence] {
        guard case .bringIn(let past) = command else { return try decide(command, at: now).map { Occurrence($0) } }
        return try bringIn(past, at: now)
    }

    /// The ticket that a record's case became; nil where it was not brought here.
    public func ticket(of origin: PastTicket.Case) -> TicketOrdinal? { pastTickets[origin] }

    /// All of a past ticket's events, with those that introduce its people; nothing where it is here already.
    ///
    /// Nothing is held against the rules that hold here now: who could have taken it, how often it may be reopened,
    /// what comes after what where the record leaves something out. What cannot have happened at all is refused.
    func bringIn(_ past: PastTicket, at now: Instant) throws(Refusal) -> [Occurrence] {
        if pastTickets[past.origin] != nil { return [] }
        guard policy.channel(past.channel) != nil else {
            throw .unknownChannel(past.channel, known: policy.intake.channels.map(\.code))
        }
        var occurrences: [Occurrence] = []
        let customer: CustomerOrdinal
        switch past.customer {
        case .known(let ordinal):
            guard ordinal.rawValue > 0, ordinal < nextCustomer else { throw .unknownCustomer(ordinal) }
            guard !customersErased[Int(ordinal.rawValue) - 1] else { throw .erased(ordinal) }
            customer = ordinal
        case .new(var registered):
            customer = nextCustomer
            registered.customer = customer
            occurrences.append(Occurrence(registered))
        }
        var story = PastStory(self, past, of: customer, now: now)
        try story.begin()
        for (index, step) in past.steps.enumerated() { try story.take(step, index) }
        story.end()
        return occurrences + story.people.map { Occurrence($0) } + story.occurrences
    }

    /// As the policy forms them from the time when the ticket was really submitted; the serials of that month or day go
    /// on where they ended.
    func pastNumber(_ past: PastTicket) -> String {
        let letters = policy.channel(past.channel)?.letters ?? ""
        return numbers.next(nextTicket, at: past.submittedAt, policy.numbering, channel: letters, isPast: true)
    }
}
