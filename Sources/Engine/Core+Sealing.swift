internal import Bytes
internal import Domain
internal import EventStore
internal import Events
internal import Projections
internal import Triage
internal import Policies

extension Core {
    /// The action as a command: matched, read by triage, and with what is personal sealed.
    mutating func sealed(_ action: Action, for caller: Caller) throws(EngineError) -> Command {
        let account = caller.kind == .account ? AccountOrdinal(rawValue: caller.account) : nil
        return switch action {
        case .submit(let intake): .submit(try submission(intake))
        case .changeAgent(let change): .changeAgent(named(change))
        case .amendAgent(let amendment): .changeAgent(named(amendment.applied(to: profile(amendment.identifier))))
        case .changePresence(let agent, let presence): .changePresence(agent, presence)
        case .accept(let ticket, let agent): .accept(ticket, agent)
        case .decline(let ticket, let agent, let reason):
            .decline(ticket, agent, reason: try seal(reason, OfferDeclined.self, .reason, on: ticket))
        case .progress(let ticket, let agent, let stage, let note):
            .progress(ticket, agent, stage: stage, note: try seal(note, ProgressRecorded.self, .note, on: ticket))
        case .resolve(let ticket, let agent, let solution):
            .resolve(ticket, agent, solution: try seal(solution, TicketResolved.self, .solution, on: ticket))
        case .rate(let ticket, let grade, let comment, let reasons):
            .rate(
                ticket, grade, comment: try seal(comment, TicketRated.self, .comment, on: ticket), reasons: reasons)
        case .close(let ticket): .close(ticket)
        case .classify(let ticket, let category, let reason):
            .classify(ticket, category: category, reason: try seal(reason, TicketClassified.self, .reason, on: ticket))
        case .prioritise(let ticket, let priority, let reason):
            .prioritise(ticket, priority, reason: try seal(reason, TicketPrioritised.self, .reason, on: ticket))
        case .review(let ticket, let needsFollowUp, let note):
            .review(
                ticket, needsFollowUp: needsFollowUp, note: try seal(note, TicketReviewed.self, .note, on: ticket))
        case .confirm(let ticket, let agent): .confirm(ticket, agent)
        case .assign(let ticket, let agent, let reason):
            .assign(
                ticket, agent, reason: try seal(reason, AssignmentRequested.self, .reason, on: ticket), by: account)
        case .approve(let ticket): .approve(ticket, by: account)
        case .reject(let ticket, let reason):
            .reject(ticket, reason: try seal(reason, AssignmentRejected.self, .reason, on: ticket), by: account)
        case .reassign(let ticket, let reason):
            .reassign(ticket, reason: try seal(reason, AssignmentWithdrawn.self, .reason, on: ticket))
        case .contact(let ticket, let agent, let reasons, let note):
            .contact(
                ticket, agent, reasons: reasons, note: try seal(note, CustomerContacted.self, .note, on: ticket))
        case .reopen(let ticket, let note):
            .reopen(ticket, note: try seal(note, TicketReopened.self, .note, on: ticket))
        case .escalate(let ticket, let to, let note):
            .escalate(
                ticket, to: Policy.Recipient(rawValue: to) ?? .supervisor,
                note: try seal(note, TicketEscalated.self, .note, on: ticket))
        case .attach(let ticket, let attachment): .attach(try sealed(attachment, on: ticket))
        case .account(let command): .account(named(command))
        case .reveal(let ticket, let reason): try reveal(ticket, reason)
        case .erase(let customer, let reason):
            .erase(customer, keySlot: keySlot(of: customer), reason: reason)
        case .publishPolicy(let document): .publishPolicy(try reckonable(document))
        case .noteDeliveries(let deliveries): .noteDeliveries(deliveries)
        case .markRead(let notification, let account): .markRead(notification, account)
        case .bringIn(let past): .bringIn(try pastTicket(past))
        }
    }

    /// The agent as the last command left it; nil where there is none.
    private func profile(_ identifier: String) -> AgentChanged? {
        state.agentByIdentifier[identifier].flatMap { try? state.agent($0).profile }
    }

    /// The change with the ordinal that its identifier has, or is to have.
    private func named(_ change: AgentChanged) -> AgentChanged {
        var change = change
        change.agent = state.agentByIdentifier[change.identifier] ?? state.nextAgent
        if change.capacity == 0 { change.capacity = state.policy.dispatch.capacity }
        return change
    }

    private func named(_ command: AccountCommand) -> AccountCommand {
        guard case .create(var new) = command, let profile = new.profile else { return command }
        new.profile = named(profile)
        return .create(new)
    }

    private func sealed(_ attachment: Attachment, on ticket: TicketOrdinal) throws(EngineError) -> AttachmentAdded {
        var event = AttachmentAdded()
        event.ticket = ticket
        event.address = attachment.address
        event.byteCount = attachment.byteCount
        event.name = try seal(
            attachment.mediaType + "\n" + attachment.fileName, AttachmentAdded.self, .name, on: ticket)
        event.kind = attachment.kind
        if !attachment.excerpt.isEmpty {
            event.excerpt = try seal(attachment.excerpt, AttachmentAdded.self, .excerpt, on: ticket)
        }
        return event
    }

    /// Tickets that are closed have a customer too.
    private func reveal(_ ticket: TicketOrdinal, _ reason: String) throws(EngineError) -> Command {
        guard let customer = state.openTickets[ticket]?.customer ?? projected.tickets[ticket]?.customer else {
            throw .refused(.unknownTicket(ticket))
        }
        var sealed: [UInt8] = []
        if let key = try key(of: customer) {
            let place = SealedPlace(customer, CustomerRevealed.self, .reason)
            sealed = key.seal(Array(reason.utf8), for: place, random: random)
        }
        return .reveal(customer, ticket, reason: sealed)
    }

    private func keySlot(of customer: CustomerOrdinal) -> UInt64 {
        let isKnown = customer.rawValue > 0 && customer.rawValue <= UInt64(keySlots.count)
        // An unknown customer is refused by the decision.
        return isKnown ? keySlots[Int(customer.rawValue) - 1] : 0
    }

    private mutating func submission(_ intake: Intake) throws(EngineError) -> Submission {
        var intake = intake
        if let profile = intake.own.flatMap({ customers.profile($0) }) { intake.customer = profile }
        if intake.urgency.isEmpty { intake.urgency = state.policy.intake.urgencyOtherwise ?? "" }
        let missing = intake.missing(of: state.policy.intake.required)
        guard missing.isEmpty else { throw .refused(.missing(missing.map(\.rawValue))) }
        let (customer, ordinal, key) = try customer(intake)
        let reading = triage.read(intake.content.description)
        func sealed<Payload: Event>(_ text: String, _ type: Payload.Type, _ field: Payload.Field) -> [UInt8] {
            text.isEmpty ? [] : key.seal(Array(text.utf8), for: SealedPlace(ordinal, type, field), random: random)
        }
        let category = intake.category.isEmpty ? reading.category : intake.category
        var submission = Submission(
            customer: customer, channel: intake.channel,
            finding: Submission.Finding(
                category: category, confidence: intake.category.isEmpty ? reading.confidence : 1_000_000,
                categoryWords: sealed(
                    reading.categoryWords.joined(separator: " "), TicketClassified.self, .words),
                priority: reading.priority,
                priorityWords: sealed(
                    reading.priorityWords.joined(separator: " "), TicketPrioritised.self, .words)))
        submission.tier = intake.tier
        submission.urgency = intake.urgency
        submission.kind = intake.kind
        submission.category = intake.category
        submission.region = intake.region
        submission.orderNumber = intake.orderNumber
        submission.isConfirmed = intake.isConfirmed
        submission.isCustomersOwn = intake.own != nil
        submission.earlierNumber = intake.earlierNumber
        submission.wishedAt = intake.wishedAt
        if intake.category.isEmpty { submission.finding.doubt = reading.doubt }
        if customers.learns(intake.customer.memberNumber, of: ordinal) {
            submission.memberNumber = sealed(intake.customer.memberNumber, TicketSubmitted.self, .memberNumber)
        }
        submission.content = key.seal(
            try Self.encoded(intake.content(knownAs: customers.profile(ordinal)), in: .ticketSubmitted),
            for: SealedPlace(ordinal, TicketSubmitted.self, .content), random: random)
        return submission
    }

    /// The customer with this contact, or a new one with a key of their own.
    mutating func customer(
        _ intake: Intake
    ) throws(EngineError) -> (Submission.Customer, CustomerOrdinal, PersonalKey) {
        if let own = intake.own {
            guard own.rawValue > 0, own < state.nextCustomer else { throw .refused(.unknownCustomer(own)) }
            guard let key = try key(of: own) else { throw .refused(.erased(own)) }
            return (.known(own), own, key)
        }
        if let known = customers.customer(intake.customer), let key = try key(of: known) {
            return (.known(known), known, key)
        }
        let slot: UInt64
        let key: PersonalKey
        do throws(VaultError) { (slot, key) = try vault.take() } catch { throw .vault(error) }
        let ordinal = state.nextCustomer
        var registered = CustomerRegistered()
        registered.identifier = Self.identifier(random)
        registered.keySlot = slot
        registered.profile = key.seal(
            try Self.encoded(intake.customer, in: .customerRegistered),
            for: SealedPlace(ordinal, CustomerRegistered.self, .profile),
            random: random)
        return (.new(registered), ordinal, key)
    }

    private func seal<Payload: Event>(
        _ text: String, _ type: Payload.Type, _ field: Payload.Field, on ticket: TicketOrdinal
    ) throws(EngineError) -> [UInt8] {
        // An unknown or closed ticket is refused by the decision, which says so better.
        guard !text.isEmpty, let customer = state.openTickets[ticket]?.customer, let key = try key(of: customer) else {
            return []
        }
        return key.seal(Array(text.utf8), for: SealedPlace(customer, type, field), random: random)
    }

    /// The customer's key; nil if it was destroyed.
    func key(of customer: CustomerOrdinal) throws(EngineError) -> PersonalKey? {
        do throws(VaultError) { return try vault.key(keySlots[Int(customer.rawValue) - 1]) } catch {
            throw .vault(error)
        }
    }

    static func encoded(_ message: some Message, in type: EventType) throws(EngineError) -> [UInt8] {
        do throws(WireError) { return try message.encoded() } catch { throw .store(.notWritable(type, error)) }
    }

    private static func identifier(_ random: () -> UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: random())
        bytes.append(littleEndian: random())
        return bytes
    }
}
