internal import Bytes
internal import CommitLog
internal import Domain
internal import EventStore
public import Events
public import Projections

/// A notification that nobody has taken over yet.
public struct WaitingNotification: Hashable, Sendable {
    public let number: UInt64
    public let attempts: UInt64
    /// When to try again; nil for at once.
    public let retryAt: Instant?
}

/// What a notification says, in the words of programs and with the customer as they are: of the ticket as it was when
/// the notification was queued.
public struct NoticeFacts: Sendable {
    public let entry: Inboxes.Entry
    public let template: String
    public let carrier: String
    public let ticketNumber: String
    /// Of the policy that the ticket runs under: its templates, and its names for things.
    public let policyVersion: UInt32
    public let category: String
    public let priority: Priority
    /// A code; empty before the first.
    public let stage: String
    public let grade: Grade?
    /// Who had the ticket or its offer; for a customer, who had agreed to handle it.
    public let agent: Names.Agent?
    /// Empty where the customer was erased.
    public let customerName: String
    public let customerContact: String
    /// Told is this agent, or everybody with this role in this department, or the customer.
    public let toAgent: Names.Agent?
    public let toRole: String
    public let toDepartment: String
    /// The link that the customer can answer through; nil where there is none any more.
    public let survey: Surveys.Survey?
    public let customer: CustomerOrdinal
}

extension Engine {
    /// By the engine's clock. Returns early when the task is cancelled.
    public nonisolated func sleep(until instant: Instant) async { await clock.sleep(until: instant) }

    /// Notifications that are durable and wait, the oldest first, from behind the number `after` on.
    public func waitingNotifications(after: UInt64, limit: Int) -> [WaitingNotification] {
        core.state.pendingNotifications(after: after, through: core.projected.inboxes.count, limit: limit).map {
            WaitingNotification(number: $0.number, attempts: $0.pending.attempts, retryAt: $0.pending.retryAt)
        }
    }

    /// What notifications say, of those that are kept.
    public func noticeFacts(_ notifications: [UInt64]) -> [NoticeFacts] {
        notifications.compactMap { number in core.projected.inboxes[number].flatMap { core.facts($0) } }
    }

    /// The token of a survey, opened; nil where the customer was erased.
    public func token(of survey: Surveys.Survey) async throws(EngineError) -> String? {
        guard let customer = core.projected.tickets[survey.ticket]?.customer,
            let stored = try await events(at: [survey.sequence]).first, let key = try core.key(of: customer)
        else { return nil }
        let sent: SurveySent
        do throws(WireError) {
            let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
            sent = try SurveySent(decoding: event.payload)
        } catch { throw .store(.notAnEvent(.init(survey.sequence), error)) }
        guard let token = try? key.open(sent.token, for: SealedPlace(customer, SurveySent.self, .token)) else {
            return nil
        }
        return String(validating: token, as: UTF8.self)
    }
}

extension Core {
    /// Of the ticket as it is where its state then was not noted.
    fileprivate func facts(_ entry: Inboxes.Entry) -> NoticeFacts? {
        guard let row = projected.tickets[entry.ticket] else { return nil }
        let codes = projected.inboxes.codes
        var (role, department) = ("", "")
        var told: AgentOrdinal?
        switch entry.inbox {
        case .agent(let agent): told = agent
        case .role(let code, let part): (role, department) = (codes.text(code), codes.text(part))
        case .customers: break
        }
        let then = entry.ticketThen
        // A customer is told of nobody who has not agreed.
        let isAssigned = ![.waiting, .offered].contains(row.lifeCycle)
        let agent = then.map(\.holder) ?? (isAssigned || entry.inbox != .customers ? row.holder : nil)
        // A link that was sent later is another cycle's.
        let survey = projected.surveys.survey(of: entry.ticket).flatMap { $0.sequence < entry.sequence ? $0 : nil }
        let rows = projected.tickets.codes
        let profile = customers.profile(row.customer)
        return projected.registry.withNames { names in
            NoticeFacts(
                entry: entry, template: codes.text(entry.template), carrier: codes.text(entry.carrier),
                ticketNumber: names.tickets[entry.ticket] ?? "", policyVersion: row.policyVersion,
                category: then.map { codes.text($0.category) } ?? rows.text(row.category),
                priority: then?.priority ?? row.priority,
                stage: then.map { codes.text($0.stage) } ?? rows.text(row.stage),
                grade: then.map(\.grade) ?? row.grade,
                agent: agent.flatMap { names[$0] }, customerName: profile?.name ?? "",
                customerContact: profile?.contact ?? "",
                toAgent: told.flatMap { names[$0] }, toRole: role, toDepartment: department, survey: survey,
                customer: row.customer)
        }
    }
}
