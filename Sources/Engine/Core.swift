internal import Bytes
internal import CommitLog
internal import Domain
internal import EventStore
internal import Events
internal import Projections
internal import Triage
internal import Policies

/// What the engine decides with. Synchronous throughout; the actor carries it from batch to batch.
struct Core {
    /// Ahead of what is durable while a batch is on its way.
    var state: DomainState
    var projected: Projected
    /// Of the state's policy.
    var triage: Triage
    let vault: Vault
    let random: @Sendable () -> UInt64
    let zones: ZoneSource
    var customers = CustomerIndex()
    /// By customer, from 1.
    var keySlots: [UInt64] = []
    var carriedOut = CarriedOut()
    var replayed: ReplayedCommand?
    /// Customers whose profile did not open in replay and who were not erased: the vault is not the log's.
    var unreadable: [CustomerOrdinal] = []
    /// What is wrong with the vault itself, as replay found.
    var vaultFault: EngineError?
    /// Why a calendar of the policy in force cannot be reckoned with on this machine, as replay found.
    var calendarFault: EngineError?
    /// Time never goes back, whatever the clock does.
    var lastRecordedAt = Instant(milliseconds: 0)

    /// What an empty log begins with.
    private let seed: PolicyDocument

    init(
        policy seed: PolicyDocument, vault: Vault, random: @escaping @Sendable () -> UInt64, zones: @escaping ZoneSource
    ) throws(EngineError) {
        self.seed = seed
        self.zones = zones
        state = DomainState(policy: seed.policy)
        state.calendars[seed.policy.version] = try Self.calendars(of: seed.policy, zones)
        triage = Triage(seed.policy)
        projected = Projected(registry: Registry(codes: PolicyCodes(seed.policy)))
        self.vault = vault
        self.random = random
    }

    /// Decides an action and puts its events into the batch, with what follows from them.
    mutating func decide(
        _ action: Action, for caller: Caller, _ deciding: inout Deciding
    ) -> Result<Receipt, EngineError> {
        do throws(EngineError) {
            if let receipt = try earlier(caller, at: deciding.now) ?? brought(action) { return .success(receipt) }
            let before = deciding.next
            try checkRevision(action.ticket, caller, deciding.written)
            try checkLimits(action)
            let command = try sealed(action, for: caller)
            try carryOut(command, for: caller, cause: 0, &deciding)
            // The key is kept in the log, or it would be forgotten there.
            if deciding.next == before, caller.key != nil {
                var nothing = NothingChanged()
                nothing.ticket = action.ticket
                try write([nothing], for: caller, cause: 0, &deciding)
            }
            var receipt = Receipt()
            if case .changeAgent(let change) = command { receipt.agent = change.agent }
            if deciding.next > before { receipt.sequences = before...SequenceNumber(deciding.next.value - 1) }
            if case .submit(let intake) = action { submitted(intake, &receipt) }
            if case .bringIn(let past) = action { broughtIn(past, &receipt) }
            if let key = caller.key {
                carriedOut.note(key, of: caller.account, receipt, at: recordedAt(deciding.now))
            }
            do throws(EngineError) { try react(from: before, &deciding) } catch {
                deciding.fault = error
                throw error
            }
            return .success(receipt)
        } catch { return .failure(error) }
    }

    /// What came of the same action, sent before under the same key.
    /// - Throws: `.keyReused`
    func earlier(_ caller: Caller, at now: Instant) throws(EngineError) -> Receipt? {
        guard let key = caller.key, let earlier = carriedOut[key.scope, at: recordedAt(now)] else { return nil }
        guard earlier.hasContent(key.content) else { throw .keyReused }
        var receipt = earlier.receipt
        receipt.isRepeated = true
        receipt.customer = receipt.ticket.flatMap { ticket in
            let customer = state.openTickets[ticket]?.customer ?? projected.tickets[ticket]?.customer
            return customer.flatMap { customers.profile($0) }
        }
        return receipt
    }

    /// Decides, without anything coming of it, whether a file may be attached to a ticket.
    func checkAttaching(to ticket: TicketOrdinal, for caller: Caller, at now: Instant) throws(EngineError) {
        var attachment = AttachmentAdded()
        attachment.ticket = ticket
        try checkRevision(ticket, caller, [])
        try checkAdditions(to: ticket)
        do throws(Refusal) { _ = try state.decide(.attach(attachment), at: recordedAt(now)) } catch {
            throw .refused(error)
        }
    }

    /// Whether there is room for what the action would add.
    private func checkLimits(_ action: Action) throws(EngineError) {
        switch action {
        case .changeAgent(let change): try checkAgents(for: change.identifier)
        case .amendAgent(let amendment): try checkAgents(for: amendment.identifier)
        case .bringIn(let past):
            guard state.nextAgent.rawValue + UInt64(countIntroduced(past)) > UInt64(EngineLimits.agentsMax) + 1 else {
                return
            }
            throw .limited(.agents, limit: EngineLimits.agentsMax)
        case .progress(let ticket, _, _, _), .attach(let ticket, _): try checkAdditions(to: ticket)
        default: return
        }
    }

    private func checkAgents(for identifier: String) throws(EngineError) {
        guard state.agentByIdentifier[identifier] == nil, state.nextAgent.rawValue > UInt64(EngineLimits.agentsMax)
        else { return }
        throw .limited(.agents, limit: EngineLimits.agentsMax)
    }

    private func checkAdditions(to ticket: TicketOrdinal) throws(EngineError) {
        guard let open = state.openTickets[ticket], open.additions >= EngineLimits.ticketAdditionsMax else { return }
        throw .limited(.ticketAdditions(ticket), limit: EngineLimits.ticketAdditionsMax)
    }

    /// Whether the ticket is as the caller knows it.
    private func checkRevision(
        _ ticket: TicketOrdinal?, _ caller: Caller, _ undurable: [Deciding.Written]
    ) throws(EngineError) {
        guard let expected = caller.revision, let ticket else { return }
        var revision = projected.tickets[ticket]?.revision
        for written in undurable where !TicketRows.isLeftAlone(by: written.type) && Self.ticket(of: written) == ticket {
            revision = written.sequence.value
        }
        // An unknown ticket is refused by the decision, which says so better.
        guard let revision, revision != expected else { return }
        throw .changed(ticket, revision: revision)
    }

    private static func ticket(of written: Deciding.Written) -> TicketOrdinal? {
        do throws(WireError) {
            let event = try EventView(written.body.bytes, recordType: written.type.rawValue)
            return try event.ticket()
        } catch { preconditionFailure("what was just written can be read: \(error)") }
    }

    /// The ticket that was just submitted; its customer is known from now on.
    private mutating func submitted(_ intake: Intake, _ receipt: inout Receipt) {
        let ticket = TicketOrdinal(rawValue: state.nextTicket.rawValue - 1)
        receipt.ticket = ticket
        guard let customer = state.openTickets[ticket]?.customer else { return }
        if customers.profile(customer) == nil {
            customers.note(customer, intake.customer)
        } else if customers.learns(intake.customer.memberNumber, of: customer) {
            customers.learn(intake.customer.memberNumber, of: customer)
        }
        receipt.customer = customers.profile(customer)
    }

    /// What a new log begins with, and what a crash cut off.
    mutating func begin(_ deciding: inout Deciding) throws(EngineError) {
        if projected.sequence == 0 {
            try write([PolicyPublished(seed)], for: .system, cause: 0, &deciding)
        }
        for command in state.resume(at: recordedAt(deciding.now)) {
            try carryOutByItself(command, &deciding)
        }
    }

    /// Carries out what time has made due.
    mutating func decideDue(_ deciding: inout Deciding) throws(EngineError) {
        for command in state.takeDue(at: recordedAt(deciding.now)) {
            try carryOutByItself(command, &deciding)
        }
    }

    /// Carries out what nobody asked for and what follows from it, and again for as long as more may come of it.
    private mutating func carryOutByItself(_ command: Command, _ deciding: inout Deciding) throws(EngineError) {
        var next: Command? = command
        while let command = next {
            let before = deciding.next
            next = try carryOutOnce(command, cause: 0, &deciding)
            try react(from: before, &deciding)
        }
    }

    /// Carries out what nobody asked for. What is refused, because somebody was quicker, is nothing to be done.
    /// - Returns: what to do next because something came of it.
    private mutating func carryOutOnce(
        _ command: Command, cause: UInt64, _ deciding: inout Deciding
    ) throws(EngineError) -> Command? {
        let before = deciding.next
        do throws(EngineError) { try carryOut(command, for: .system, cause: cause, &deciding) } catch {
            guard case .refused = error else { throw error }
        }
        return deciding.next > before ? deciding.written.last.flatMap { command.again(after: $0.type) } : nil
    }

    /// Decides a command, writes its events and folds them into the state.
    private mutating func carryOut(
        _ command: Command, for caller: Caller, cause: UInt64, _ deciding: inout Deciding
    ) throws(EngineError) {
        let now = recordedAt(deciding.now)
        let events: [any Event]
        var times: [Instant?] = []
        do throws(Refusal) {
            if case .bringIn = command {
                let occurrences = try state.occurrences(of: command, at: now)
                (events, times) = (occurrences.map(\.event), occurrences.map(\.at))
            } else {
                events = try state.decide(command, at: now)
            }
        } catch { throw .refused(error) }
        guard !events.isEmpty else { return }
        try write(events, occurredAt: times, for: caller, cause: cause, &deciding)
    }

    /// Puts a command's events into the batch and folds them into the state.
    /// - Parameter times: of each event, where they did not all happen now.
    private mutating func write(
        _ events: [any Event], occurredAt times: [Instant?] = [], for caller: Caller, cause: UInt64,
        _ deciding: inout Deciding
    ) throws(EngineError) {
        let now = recordedAt(deciding.now)
        var envelope = Envelope()
        envelope.recordedAt = now
        envelope.actorKind = caller.kind
        envelope.actor = caller.account
        envelope.onBehalfOf = caller.agent
        envelope.cause = cause
        envelope.commandKey = caller.key?.bytes ?? []
        envelope.policyVersion = policyVersion(events)
        let bodies: [(EventType, [UInt8])]
        do throws(EventStoreError) {
            bodies = try deciding.batch.append(events, in: envelope, occurredAt: times)
        } catch { throw .store(error) }
        lastRecordedAt = now
        for (type, body) in bodies {
            let sequence = deciding.next
            deciding.written.append(Deciding.Written(sequence: sequence, type: type, body: body))
            fold(body, type)
        }
    }

    /// Of the policy that a command was decided under: its ticket's, or the one in force.
    private func policyVersion(_ events: [any Event]) -> UInt64 {
        for event in events {
            for case .ticket(let ticket) in event.subjects {
                if let open = state.openTickets[ticket] { return open.policyVersion }
            }
        }
        return state.policy.version
    }

    /// Carries out what follows by itself from the events since `first`, and from theirs.
    private mutating func react(from first: SequenceNumber, _ deciding: inout Deciding) throws(EngineError) {
        var position = deciding.first.distance(to: first)
        while position < deciding.written.count {
            let written = deciding.written[position]
            for command in reactions(to: written) {
                var next: Command? = try completed(command)
                while let command = next {
                    next = try carryOutOnce(command, cause: written.sequence.value, &deciding)
                }
            }
            position += 1
        }
    }

    private func reactions(to written: Deciding.Written) -> [Command] {
        do throws(WireError) {
            let event = try EventView(written.body.bytes, recordType: written.type.rawValue)
            return try state.react(to: event)
        } catch { preconditionFailure("what was just written can be read: \(error)") }
    }

    /// Folds an event that was just written into the state, by the way that replay takes.
    private mutating func fold(_ body: [UInt8], _ type: EventType) {
        do throws(WireError) {
            let event = try EventView(body.bytes, recordType: type.rawValue)
            try evolve(event)
        } catch { preconditionFailure("what was just written can be read: \(error)") }
    }

    /// Folds an event into all that decisions go by.
    mutating func evolve(_ event: borrowing EventView) throws(WireError) {
        try state.evolve(event)
        switch event.type {
        case .customerRegistered:
            let slot = try event.fields(CustomerRegistered.self).number(.keySlot)
            keySlots.append(slot)
            vault.noteUsed(slot)
        case .customerErased:
            let customer: CustomerOrdinal = try event.fields(CustomerErased.self).ordinal(.customer)
            customers.forget(customer)
            unreadable.removeAll { $0 == customer }
        case .policyPublished: takePolicy()
        default: break
        }
    }

    /// Folds what has become durable into the projections, and destroys the keys of the erased.
    mutating func publish(_ written: [Deciding.Written]) throws(EngineError) {
        for event in written {
            publish(event.body, event.type, event.sequence)
            if event.type == .customerErased { try destroyKey(event.body) }
        }
    }

    private func destroyKey(_ body: [UInt8]) throws(EngineError) {
        let slot: UInt64
        do throws(WireError) {
            let event = try EventView(body.bytes, recordType: EventType.customerErased.rawValue)
            slot = try event.fields(CustomerErased.self).number(.keySlot)
        } catch { preconditionFailure("what was just written can be read: \(error)") }
        do throws(VaultError) { try vault.destroy(slot) } catch { throw .vault(error) }
    }

    private mutating func publish(_ body: [UInt8], _ type: EventType, _ sequence: SequenceNumber) {
        do throws(WireError) {
            let event = try EventView(body.bytes, recordType: type.rawValue)
            try projected.fold(event, sequence: sequence.value)
        } catch { preconditionFailure("what was just written can be read: \(error)") }
    }

    private func recordedAt(_ now: Instant) -> Instant { max(now, lastRecordedAt) }
}
