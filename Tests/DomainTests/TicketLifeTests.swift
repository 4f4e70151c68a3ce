import Domain
import Events
import Policies
import Testing

@Suite("The life of a ticket")
struct TicketLifeTests {
    @Test("goes from submitted to closed")
    func wholeWay() throws {
        var world = World()
        let agent = try world.agent("lin")
        let submitted = try world.when(
            .submit(World.submission("咨询", .medium, customer: .new(CustomerRegistered()))))
        #expect(
            types(submitted) == [
                .customerRegistered, .ticketSubmitted, .ticketClassified, .ticketPrioritised, .offerMade,
            ])
        let ticket = TicketOrdinal(rawValue: 1)
        #expect(types(try world.when(.accept(ticket, agent))) == [.offerAccepted])
        #expect(types(try world.when(.progress(ticket, agent, stage: "", note: []))) == [.progressRecorded])
        #expect(world.state.openTickets[ticket]?.stage == "处理中")
        #expect(types(try world.when(.resolve(ticket, agent, solution: []))) == [.ticketResolved])
        #expect(try world.state.agent(agent).open == 0)
        #expect(types(try world.when(.rate(ticket, .satisfied, comment: []))) == [.ticketRated, .ticketClosed])
        #expect(try world.lifeCycle(ticket) == .closed)
        #expect(world.state.openTickets[ticket] == nil)
    }

    /// Every command at every point of a ticket's life: allowed as the table says, else refused with what would be.
    @Test("allows at each point what the table says", arguments: LifeCycle.allCases, Command.Kind.allCases)
    func table(_ lifeCycle: LifeCycle, _ kind: Command.Kind) throws {
        var world = World()
        let agent = try world.agent("lin")
        let other = try world.agent("wang")
        try world.when(.changePresence(other, .offline))
        if lifeCycle == .waiting { try world.when(.changePresence(agent, .offline)) }
        let ticket = try world.submit()
        try bring(&world, ticket, agent, to: lifeCycle)
        try #require(try world.lifeCycle(ticket) == lifeCycle)
        let allowed = Self.allowed[lifeCycle] ?? []
        if kind == .expireOffer { world.now = world.state.openTickets[ticket]?.offerExpiresAt ?? world.now }
        let command = Self.command(kind, ticket, agent, world)
        if allowed.contains(kind) {
            let missing = Self.missing(kind)
            if let missing {
                #expect(throws: missing) { try world.when(command) }
            } else {
                try world.when(command)
            }
        } else if kind == .expireOffer {
            #expect(throws: Refusal.notDue) { try world.when(command) }
        } else {
            // What needs a proposal or a request is not offered where there is none.
            let told = allowed.filter { Self.missing($0) == nil }
            #expect(throws: Refusal.notNow(kind, lifeCycle, allowed: told)) { try world.when(command) }
        }
    }

    private static let triaging: [Command.Kind] = [.assign, .approve, .reject, .classify, .prioritise]
    private static let always: [Command.Kind] = [.review, .contact, .escalate, .attach]
    private static let allowed: [LifeCycle: [Command.Kind]] = [
        .waiting: [.dispatch, .confirm, .reassign] + triaging + always,
        .offered: [.accept, .decline, .expireOffer, .reassign] + triaging + always,
        .accepted: [.progress, .resolve, .reassign] + triaging + always,
        .inProgress: [.progress, .resolve, .reassign] + triaging + always,
        .resolved: [.rate, .reopen, .close, .survey] + always,
        .closed: [],
    ]

    /// What is still refused where the ticket's life allows it: nothing was proposed, nobody asked for an agent.
    private static func missing(_ kind: Command.Kind) -> Refusal? {
        switch kind {
        case .confirm: .notProposed
        case .approve, .reject: .notRequested
        default: nil
        }
    }

    private static func command(
        _ kind: Command.Kind, _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ world: World
    ) -> Command {
        switch kind {
        case .accept: .accept(ticket, agent)
        case .decline: .decline(ticket, agent, reason: [])
        case .expireOffer:
            .expireOffer(ticket, agent, dueAt: world.state.openTickets[ticket]?.offerExpiresAt ?? world.now)
        case .dispatch: .renewProposal(ticket)
        case .progress: .progress(ticket, agent, stage: "", note: [])
        case .resolve: .resolve(ticket, agent, solution: [])
        case .rate: .rate(ticket, .fair, comment: [])
        case .close: .close(ticket)
        case .attach: .attach(attachment(to: ticket))
        case .classify: .classify(ticket, category: "售后", reason: [])
        case .prioritise: .prioritise(ticket, .urgent, reason: [])
        case .review: .review(ticket, needsFollowUp: true, note: [])
        case .confirm: .confirm(ticket, nil)
        case .assign: .assign(ticket, AgentOrdinal(rawValue: 2), reason: [1])
        case .approve: .approve(ticket)
        case .reject: .reject(ticket, reason: [])
        case .reassign: .reassign(ticket, reason: [])
        case .contact: .contact(ticket, agent, reasons: ["slow"], note: [])
        case .reopen: .reopen(ticket, note: [])
        case .escalate: .escalate(ticket, to: .supervisor, note: [])
        case .survey: .survey(ticket, tokenHash: [], token: [])
        }
    }

    private static func attachment(to ticket: TicketOrdinal) -> AttachmentAdded {
        var attachment = AttachmentAdded()
        attachment.ticket = ticket
        attachment.address = [UInt8](repeating: 7, count: 32)
        return attachment
    }

    private func bring(
        _ world: inout World, _ ticket: TicketOrdinal, _ agent: AgentOrdinal, to lifeCycle: LifeCycle
    ) throws {
        let way: [(LifeCycle, Command)] = [
            (.accepted, .accept(ticket, agent)), (.inProgress, .progress(ticket, agent, stage: "", note: [])),
            (.resolved, .resolve(ticket, agent, solution: [])), (.closed, .close(ticket)),
        ]
        guard let end = way.firstIndex(where: { $0.0 == lifeCycle }) else { return }
        for step in way[...end] { try world.when(step.1) }
    }

    @Test("belongs to one agent: another is refused and told who has it")
    func wrongAgent() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        let wang = try world.agent("wang")
        #expect(throws: Refusal.heldBy(lin, not: wang)) { try world.when(.accept(ticket, wang)) }
        try world.when(.accept(ticket, lin))
        #expect(throws: Refusal.heldBy(lin, not: wang)) { try world.when(.resolve(ticket, wang, solution: [])) }
        let allowed = try #require(Self.allowed[.accepted]).filter { Self.missing($0) == nil }
        #expect(throws: Refusal.notNow(.accept, .accepted, allowed: allowed)) {
            try world.when(.accept(ticket, lin))
        }
    }

    @Test("refuses what nobody knows, by name")
    func unknown() throws {
        var world = World()
        let nobody = AgentOrdinal(rawValue: 9)
        let nothing = TicketOrdinal(rawValue: 9)
        let agent = try world.agent("lin")
        #expect(throws: Refusal.unknownTicket(nothing)) { try world.when(.accept(nothing, agent)) }
        #expect(throws: Refusal.unknownAgent(nobody)) { try world.when(.changePresence(nobody, .online)) }
        let known = World.policy
        #expect(throws: Refusal.unknownCategory("天气", known: known.triage.categories.map(\.code))) {
            try world.submit("天气")
        }
        #expect(throws: Refusal.unknownUrgency("马上", known: known.intake.urgencies.map(\.code))) {
            try world.submit(urgency: "马上")
        }
        #expect(throws: Refusal.unknownCustomer(CustomerOrdinal(rawValue: 4))) {
            try world.when(.submit(World.submission("咨询", .low, customer: .known(CustomerOrdinal(rawValue: 4)))))
        }
        #expect(world.state.nextTicket == TicketOrdinal(rawValue: 1))
    }
}
