internal import Bytes
internal import CommitLog
public import Domain
internal import EventStore
public import Events
internal import Projections

/// An event as it lies in the log.
public struct StoredEvent: Sendable {
    public let sequence: UInt64
    public let type: EventType
    /// Envelope and event.
    public let body: [UInt8]
}

/// What a ticket's people wrote, opened.
public struct TicketTexts: Hashable, Sendable {
    public let content: TicketContent
    public let customer: CustomerProfile

    public init(content: TicketContent, customer: CustomerProfile) {
        self.content = content
        self.customer = customer
    }
}

extension Engine {
    /// What a deadline of a policy reckons with, and the calendar's code where it goes by one.
    public func businessTime(
        _ deadline: String, policyVersion: UInt64
    ) -> (time: any BusinessTime, calendar: String?) {
        core.state.businessTime(deadline, policyVersion: policyVersion)
    }

    /// The codes of the policy that a ticket runs under; of the one in force where there is no such ticket.
    public nonisolated func codes(of ticket: TicketOrdinal) async -> PolicyCodes {
        if let only = registry.onlyCodes { return only }
        return registry.codes(ofVersion: await look { $0.tickets[ticket]?.policyVersion ?? 0 })
    }

    /// A policy as it was published; nil if there is none of this version. Cost: a search in the log.
    public nonisolated func policy(ofVersion version: UInt64) async throws(EngineError) -> PublishedPolicy? {
        let sequence = await look { projected in
            version > 0 && version <= UInt64(projected.policySequences.count)
                ? projected.policySequences[Int(version) - 1] : nil
        }
        guard let sequence, let stored = try await events(at: [sequence]).first else { return nil }
        do throws(WireError) {
            let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
            return try PublishedPolicy(event, sequence: sequence)
        } catch { throw .store(.notAnEvent(SequenceNumber(sequence), error)) }
    }

    /// The events at `sequences`, which ascend and are durable. Each that is not near the one before costs a search in
    /// the log and the reading of a frame.
    public nonisolated func events(at sequences: [UInt64]) async throws(EngineError) -> [StoredEvent] {
        var found: [StoredEvent] = []
        var chunk: RecordChunk?
        for sequence in sequences {
            let position = SequenceNumber(sequence)
            if chunk.map({ $0.last < position }) ?? true { chunk = try await self.chunk(from: position) }
            guard let chunk, chunk.first <= position, position <= chunk.last else { continue }
            try chunk.forEach { record throws(EngineError) in
                guard record.sequence == position else { return }
                guard let type = EventType(rawValue: record.type) else {
                    throw .store(.notAnEvent(position, .unknownEvent(type: record.type)))
                }
                found.append(StoredEvent(sequence: sequence, type: type, body: record.bodyBytes))
            }
        }
        return found
    }

    private nonisolated func chunk(from position: SequenceNumber) async throws(EngineError) -> RecordChunk? {
        await reads.enter()
        defer { reads.leave() }
        do throws(CommitLogError) { return try await log.read(from: position).next() } catch { throw .log(error) }
    }

    /// What opens the texts of a ticket; nil where the customer was erased or there is no such ticket.
    public func opener(of ticket: TicketOrdinal) throws(EngineError) -> TicketOpener? {
        guard let row = core.projected.tickets[ticket],
            let submitted = core.projected.history.sequences(of: ticket).first,
            let customer = core.projected.customers[row.customer], !customer.isErased,
            let key = try core.key(of: row.customer)
        else { return nil }
        return TicketOpener(
            key: key, customer: row.customer, registeredAt: customer.registeredAt, submittedAt: submitted,
            memberNumber: core.customers.profile(row.customer)?.memberNumber ?? "")
    }

    /// What was written when a ticket was submitted; nil where the customer was erased or there is no such ticket.
    /// - Throws: `.unreadable` where it does not open.
    public func texts(of ticket: TicketOrdinal) async throws(EngineError) -> TicketTexts? {
        guard let opener = try opener(of: ticket) else { return nil }
        return try await texts(opener)
    }

    /// The same, by whoever has what opens it. Reads two events from the log.
    public nonisolated func texts(_ opener: TicketOpener) async throws(EngineError) -> TicketTexts? {
        let events = try await events(at: [opener.registeredAt, opener.submittedAt])
        guard events.count == 2 else { return nil }
        return try opener.texts(events[0], events[1])
    }
}
