internal import CommitLog
internal import Dispatching
internal import Domain
internal import Engine
package import EventStore
internal import Events
internal import HeapModule
package import Policies
package import SegmentLog
package import Calendars

/// Runs a workload through the engine: submissions, presence, acceptance and resolution are commands like anybody's,
/// and what comes of them is the engine's own.
///
/// Whoever is offered a ticket accepts it and contacts the customer at the same moment, and resolves it when its
/// service is over. Where the policy wants a dispatcher to confirm, or somebody to look at what triage found, they do
/// so at once and agree. Time is virtual: the clock jumps from one happening, or one deadline of the engine, to the
/// next.
package final class EngineRun {
    private let workload: Workload
    private let policy: Policy
    private let engine: Engine<RunLog>
    private let log: RunLog
    private let clock: VirtualClock
    /// The engine's own state, folded again from its events: what choices are judged by.
    private var state: DomainState
    private var happenings: Heap<Happening>
    private var arrivalOf: [TicketOrdinal: Int] = [:]
    private var ticketOf: [Int: TicketOrdinal] = [:]
    private var judge: OfferJudge
    private var result: RunResult
    private var offers: [(ticket: TicketOrdinal, agent: AgentOrdinal)] = []
    /// What people of the house have to say before anybody is offered a ticket.
    private var asked: [(ticket: TicketOrdinal, action: Action)] = []

    /// - Parameters:
    ///   - keys: where the customers' keys lie; the vault is the run's to close.
    ///   - base: the log to write; nil to write none.
    ///   - clock: of nobody else but the log.
    ///   - random: for keys and identifiers.
    package static func open(
        _ workload: Workload, _ policy: PolicyDocument, keys vault: sending Vault, log base: SegmentLog?,
        random: @escaping @Sendable () -> UInt64, zones: @escaping @Sendable (String) throws -> TimeZoneRules,
        clock: VirtualClock
    ) async throws(SimulationError) -> EngineRun {
        let happenings = Happening.all(of: workload)
        guard let first = happenings.min() else { throw .noArrivals }
        let log = RunLog(base)
        clock.set(first.at)
        let engine: Engine<RunLog>
        do throws(EngineError) {
            engine = try await Engine.open(
                log, policy: policy, vault: vault, clock: clock, random: random, zones: zones)
        } catch { throw .engine(error) }
        return EngineRun(workload, policy.policy, engine, log, clock, Heap(happenings))
    }

    private init(
        _ workload: Workload, _ policy: Policy, _ engine: Engine<RunLog>, _ log: RunLog, _ clock: VirtualClock,
        _ happenings: Heap<Happening>
    ) {
        self.workload = workload
        self.policy = policy
        self.engine = engine
        self.log = log
        self.clock = clock
        self.happenings = happenings
        judge = OfferJudge(workload, policy.dispatch)
        state = DomainState(policy: policy)
        result = RunResult(outcomes: [Outcome](repeating: Outcome(), count: workload.arrivals.count))
    }

    /// Runs everything, and a while behind the last happening, so that what time does is done.
    /// - Parameter progress: told how many have arrived, now and then.
    package func run(progress: (_ done: Int) -> Void) async throws(SimulationError) -> RunResult {
        do throws(SimulationError) {
            try fold()
            try await hire()
            var arrived = 0
            var last = clock.now
            while let next = happenings.popMin() {
                try await passTime(until: next.at)
                clock.set(next.at)
                try await carryOut(next)
                try await answerOffers()
                judge.lookWhoWaits(in: state, at: clock.now)
                last = next.at
                guard next.kind == .arrived else { continue }
                arrived += 1
                if arrived % 16 == 0 { progress(arrived) }
            }
            try await passTime(until: last.advanced(by: SimulationLimits.after))
        } catch {
            await engine.stop()
            throw error
        }
        await engine.stop()
        judge.end()
        (result.promptness, result.scores) = (judge.promptness, judge.scores)
        result.events = log.durable.value
        return result
    }

    private func hire() async throws(SimulationError) {
        for (number, agent) in workload.agents.enumerated() {
            var change = AgentChanged()
            change.agent = OfferJudge.ordinal(number)
            (change.identifier, change.name) = (agent.identifier, agent.identifier)
            change.capacity = UInt64(agent.capacity)
            // Nothing is told apart: then everybody can do whatever triage finds.
            let all = workload.skills.isEmpty ? policy.skills.map(\.code) : []
            change.skills = all.map { Skill(name: $0, level: Self.level) }
            for (skill, since) in zip(agent.skills, agent.skilledSince) {
                var skill = Skill(name: ProfileForRecord.code(skill, of: workload), level: Self.level)
                skill.since = since
                change.skills.append(skill)
            }
            try await must(.changeAgent(change))
        }
    }

    /// The record says who took what, and nothing of how well.
    private static let level: UInt64 = 3

    /// What the engine does by itself until then, each at its own time.
    private func passTime(until end: Instant) async throws(SimulationError) {
        while let due = state.nextDue, due <= end {
            clock.set(due)
            _ = state.takeDue(at: clock.now)
            await engine.fireDue()
            try fold()
            try await answerOffers()
            judge.lookWhoWaits(in: state, at: clock.now)
        }
    }

    private func carryOut(_ happening: Happening) async throws(SimulationError) {
        let number = happening.number
        switch happening.kind {
        case .cameOnline: try await perform(.changePresence(OfferJudge.ordinal(number), .online))
        case .wentOffline: try await perform(.changePresence(OfferJudge.ordinal(number), .offline))
        case .arrived:
            // Known before it is submitted: it may be offered in the same breath.
            arrivalOf[state.nextTicket] = number
            ticketOf[number] = state.nextTicket
            judge.came(number)
            try await must(.submit(intake(workload.arrivals[number])))
        case .resolved:
            guard let ticket = ticketOf[number], let agent = result.outcomes[number].agent else { return }
            if try await perform(.resolve(ticket, OfferJudge.ordinal(agent), solution: "")) {
                result.outcomes[number].endedAt = happening.at
            }
        }
    }

    private func intake(_ arrival: Arrival) -> Intake {
        var customer = CustomerProfile()
        customer.name = arrival.customer ?? arrival.name
        customer.contact = arrival.customer ?? arrival.name
        var content = TicketContent()
        // A record without texts has at least the case's name for it.
        content.description = arrival.text.flatMap { $0.isEmpty ? nil : $0 } ?? arrival.name
        var intake = Intake(
            customer: customer, content: content, channel: arrival.channel ?? policy.intake.channels[0].code)
        // Whoever recorded it spoke with the customer, where the channel asks for that.
        intake.isConfirmed = true
        intake.category = arrival.skill.map { ProfileForRecord.code($0, of: workload) } ?? ""
        if let priority = arrival.priority {
            intake.urgency = policy.intake.urgencies.first { $0.priority == priority }?.code ?? ""
        }
        return intake
    }

    private func answerOffers() async throws(SimulationError) {
        while !offers.isEmpty || !asked.isEmpty {
            if let next = asked.popLast() {
                try await perform(next.action)
                continue
            }
            let (ticket, agent) = offers.removeFirst()
            guard let number = arrivalOf[ticket], try await perform(.accept(ticket, agent), as: agent) else { continue }
            try await perform(.contact(ticket, agent, reasons: [], note: ""), as: agent)
            let (service, isAbandoned) = workload.arrivals[number].service(from: clock.now)
            result.outcomes[number].isAbandoned = isAbandoned
            happenings.insert(
                Happening(at: clock.now.advanced(by: service), kind: .resolved, number: number))
        }
    }

    /// - Returns: whether it was carried out. What a policy took back in the meantime is refused, and that is all.
    @discardableResult
    private func perform(_ action: Action, as agent: AgentOrdinal? = nil) async throws(SimulationError) -> Bool {
        do throws(SimulationError) {
            try await must(action, as: agent)
            return true
        } catch {
            guard case .engine(.refused) = error else { throw error }
            try fold()
            return false
        }
    }

    /// What no policy refuses.
    private func must(_ action: Action, as agent: AgentOrdinal? = nil) async throws(SimulationError) {
        var caller = Caller(kind: .system, account: 0)
        caller.agent = agent
        _ = state.takeDue(at: clock.now)
        do throws(EngineError) { _ = try await engine.perform(action, for: caller) } catch { throw .engine(error) }
        try fold()
    }
}

// What is noted of the engine's events, as they are folded in.
extension EngineRun {
    private func fold() throws(SimulationError) {
        for chunk in log.takeChunks() {
            do throws(WireError) {
                try chunk.forEach { record throws(WireError) in
                    let event = try EventView(record.body, recordType: record.type)
                    try note(event)
                    try state.evolve(event)
                }
            } catch { throw .event(error) }
        }
    }

    /// Before it is folded in: the state is what the engine decided by.
    private func note(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .dispatchProposed, .reviewRequested:
            guard let ticket = try event.ticket() else { return }
            let isProposal = event.type == .dispatchProposed
            asked.append((ticket, isProposal ? .confirm(ticket, nil) : .review(ticket, needsFollowUp: false, note: "")))
        case .offerMade: noteOffer(try OfferMade(decoding: event.payload), at: event.recordedAt)
        case .ticketResolved:
            judge.resolved(try TicketResolved(decoding: event.payload), in: state)
        default: break
        }
    }

    private func noteOffer(_ offer: OfferMade, at now: Instant) {
        offers.append((offer.ticket, offer.agent))
        guard let number = arrivalOf[offer.ticket] else { return }
        judge.offered(offer, number, in: state, at: now)
        result.outcomes[number].offeredAt = result.outcomes[number].offeredAt ?? now
        result.outcomes[number].agent = Int(offer.agent.rawValue) - 1
    }
}
