package import CommitLog
package import Engine
internal import Domain
internal import EventRendering
internal import Events
internal import Projections

/// Brings what people are to be told to the carriers, as a process over the log: what waits is in the engine's state,
/// and what became of it is an event. At least once: who ends between a delivery and its event delivers again, under
/// the same id.
package struct Outbox<Log: CommitLog>: Sendable {
    private let engine: Engine<Log>
    private let carriers: [any Carrier]
    private let origin: String
    private let links: SurveyLinks

    /// Deliveries at once: enough that their events share an append.
    private static var deliveriesAtOnce: Int { 256 }
    /// Notifications that are asked of the engine at once: a millisecond of its time.
    private static var learnedAtOnce: Int { 4_096 }
    /// How long the engine is left alone after it had too much to do.
    private static var pauseWhenOverloaded: Duration { .seconds(1) }

    /// - Parameter origin: what tells this log's messages from those of another.
    package init(_ engine: Engine<Log>, carriers: [any Carrier], origin: String, links: SurveyLinks) {
        self.engine = engine
        self.carriers = carriers
        self.origin = origin
        self.links = links
    }

    /// Until the task is cancelled or the engine ends. Woken by what happens in the engine, and by its clock.
    @concurrent
    package func run() async {
        var list = WaitingList()
        while !Task.isCancelled, await engine.reasonToRefuse == nil {
            // Looked at first: what comes after it wakes the process again.
            let seen = await engine.look { $0.sequence }
            await learn(&list)
            let due = list.takeDue(at: engine.now, limit: Self.deliveriesAtOnce)
            if due.isEmpty {
                await wait(after: seen, until: list.next)
            } else {
                for entry in await deliver(due) { list.add(entry) }
            }
        }
    }

    private func learn(_ list: inout WaitingList) async {
        while true {
            let waiting = await engine.waitingNotifications(after: list.last, limit: Self.learnedAtOnce)
            list.learn(waiting)
            if waiting.count < Self.learnedAtOnce { return }
        }
    }

    private func wait(after sequence: UInt64, until due: Instant?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await engine.reach(sequence + 1) }
            if let due { group.addTask { await engine.sleep(until: due) } }
            await group.next()
            group.cancelAll()
        }
    }

    /// - Returns: what is to be tried again.
    private func deliver(_ entries: [WaitingList.Entry]) async -> [WaitingList.Entry] {
        let facts = await engine.noticeFacts(entries.map(\.notification))
        let byNumber = Dictionary(uniqueKeysWithValues: facts.map { ($0.entry.notification, $0) })
        let attempts = await withTaskGroup(of: Attempt?.self) { group in
            for entry in entries {
                group.addTask { await deliver(entry, byNumber[entry.notification]) }
            }
            var attempts: [Attempt] = []
            for await attempt in group { if let attempt { attempts.append(attempt) } }
            return attempts
        }
        return await note(attempts)
    }

    private struct Attempt: Sendable {
        var entry: WaitingList.Entry
        var delivery: Delivery
    }

    private func deliver(_ entry: WaitingList.Entry, _ facts: NoticeFacts?) async -> Attempt? {
        let attempt = entry.attempts + 1
        var outcome = Delivery.Outcome.delivered
        do throws(CarrierFault) { try await handOver(facts) } catch {
            // A delivery that was broken off says nothing of the carrier.
            if Task.isCancelled { return nil }
            outcome = .failed(fault: error.code, retryAt: Retries.next(after: attempt, error, at: engine.now))
        }
        return Attempt(
            entry: entry,
            delivery: Delivery(notification: entry.notification, attempt: attempt, outcome: outcome))
    }

    private func handOver(_ facts: NoticeFacts?) async throws(CarrierFault) {
        guard let facts else { throw .permanent(code: DeliveryFault.notKept.rawValue) }
        guard let carrier = carriers.first(where: { $0.code == facts.carrier }) else {
            throw .permanent(code: DeliveryFault.noSuchCarrier.rawValue)
        }
        guard let message = await message(facts, isRead: carrier.readsTexts) else {
            throw .transient(code: DeliveryFault.notReadable.rawValue)
        }
        try await carrier.deliver(message)
    }

    /// Nil where what is sealed in it cannot be read.
    /// - Parameter isRead: false for a carrier that does not read what it brings: then there is no text.
    package func message(_ facts: NoticeFacts, isRead: Bool = true) async -> Message? {
        let id = "\(origin)-\(facts.entry.notification)"
        guard isRead else {
            let none = NoticeText(title: "", text: "")
            return Message(
                id: id, notification: facts.entry.notification, recipient: facts.recipient, chinese: none,
                english: none)
        }
        let texts = engine.registry.codes(ofVersion: facts.policyVersion).texts
        let fillings: NoticeFillings
        do throws(EngineError) { fillings = try await links.fillings(of: facts, texts, engine) } catch { return nil }
        return Message(
            id: id, notification: facts.entry.notification, recipient: facts.recipient,
            chinese: facts.text(.chinese, texts, fillings), english: facts.text(.english, texts, fillings))
    }

    /// Tells the engine. Where it has too much to do the deliveries count as not made: at least once.
    /// - Returns: what is to be tried again.
    private func note(_ attempts: [Attempt]) async -> [WaitingList.Entry] {
        if attempts.isEmpty { return [] }
        do throws(EngineError) {
            _ = try await engine.perform(
                .noteDeliveries(attempts.map(\.delivery)), for: Caller(kind: .system, account: 0))
        } catch {
            guard case .overloaded = error else { return [] }
            let dueAt = engine.now.advanced(by: Self.pauseWhenOverloaded)
            return attempts.map { attempt in
                var entry = attempt.entry
                entry.dueAt = dueAt
                return entry
            }
        }
        return attempts.compactMap { attempt in
            guard case .failed(_, let retryAt?) = attempt.delivery.outcome else { return nil }
            return WaitingList.Entry(
                dueAt: retryAt, notification: attempt.entry.notification, attempts: attempt.delivery.attempt)
        }
    }
}

extension NoticeFacts {
    fileprivate var recipient: Message.Recipient {
        if let toAgent { return .agent(toAgent.identifier) }
        return toRole.isEmpty ? .customer(customer) : .role(toRole, department: toDepartment)
    }
}
