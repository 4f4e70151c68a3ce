internal import Domain
internal import EventStore
internal import Events
internal import Policies
internal import Triage

// Tickets that were handled elsewhere.
extension Core {
    /// What came of a case that was brought here before, whenever that was.
    func brought(_ action: Action) -> Receipt? {
        guard case .bringIn(let past) = action, let ticket = state.ticket(of: past.origin) else { return nil }
        var receipt = Receipt()
        (receipt.ticket, receipt.isRepeated) = (ticket, true)
        return receipt
    }

    /// The past ticket with the policy's codes, and with what is personal sealed.
    mutating func pastTicket(_ past: PastIntake) throws(EngineError) -> PastTicket {
        var intake = Intake(customer: past.profile, content: TicketContent(), channel: past.channel)
        intake.content.description = past.description
        let (customer, ordinal, key) = try customer(intake)
        let reading = triage.read(past.description)
        var ticket = PastTicket(
            past.origin, customer: customer, channel: past.channel,
            category: past.category.isEmpty ? reading.category : code(ofCategory: past.category),
            confidence: past.category.isEmpty ? reading.confidence : 1_000_000,
            priority: past.priority ?? reading.priority, submittedAt: past.submittedAt)
        ticket.steps = past.steps
        for index in ticket.steps.indices {
            ticket.steps[index].category = code(ofCategory: ticket.steps[index].category)
        }
        ticket.agentNames = past.agentNames
        ticket.content = key.seal(
            try Self.encoded(intake.content, in: .ticketSubmitted),
            for: SealedPlace(ordinal, TicketSubmitted.self, .content), random: random)
        return ticket
    }

    /// Records name categories as people do; a name that is none stays, and is refused.
    private func code(ofCategory name: String) -> String {
        let categories = state.policy.triage.categories
        if name.isEmpty || categories.contains(where: { $0.code == name }) { return name }
        return categories.first { $0.name.chinese == name || $0.name.english == name }?.code ?? name
    }

    /// The ticket that a case has just become; its customer is known from now on.
    mutating func broughtIn(_ past: PastIntake, _ receipt: inout Receipt) {
        receipt.ticket = state.ticket(of: past.origin)
        guard customers.customer(past.profile) == nil else { return }
        // Nobody else was registered by this command.
        customers.note(CustomerOrdinal(rawValue: state.nextCustomer.rawValue - 1), past.profile)
    }

    /// How many agents the case would introduce.
    func countIntroduced(_ past: PastIntake) -> Int {
        Set(past.steps.map(\.agent)).count { !$0.isEmpty && state.agentByIdentifier[$0] == nil }
    }
}
