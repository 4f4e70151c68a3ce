internal import Bytes
internal import CommitLog
internal import Domain
internal import EventStore
internal import Events
internal import Projections

/// Why people are told of something.
public enum NoticeReason: Hashable, Sendable {
    /// In the words of whoever brought it about.
    case words(String)
    /// A deadline, by its code, ran out, or is about to.
    case deadline(String, isOver: Bool)
}

extension Engine {
    /// The most events of one command before a notification of the same: what a breach does, and whom else it tells.
    private static var eventsBeforeMax: UInt64 { 16 }

    /// Why a notification was queued, as the events say that brought it about; nil where they do not, or the customer
    /// was erased. Cost: a search in the log.
    public func reason(of facts: NoticeFacts) async throws(EngineError) -> NoticeReason? {
        let last = facts.entry.sequence
        let first = last > Self.eventsBeforeMax ? last - Self.eventsBeforeMax : 1
        let stored = try await events(at: Array(first...last))
        guard let queued = stored.last else { return nil }
        let ticket = facts.entry.ticket
        let cause: UInt64
        do throws(WireError) {
            cause = try queued.causes().cause
            for event in stored.dropLast().reversed() {
                if try event.causes().isLast { break }
                if let reason = try self.reason(event, ticket) { return reason }
            }
        } catch { throw .store(.notAnEvent(SequenceNumber(last), error)) }
        guard cause > 0, let event = try await events(at: [cause]).first else { return nil }
        do throws(WireError) { return try reason(event, ticket) } catch {
            throw .store(.notAnEvent(SequenceNumber(cause), error))
        }
    }

    private func reason(_ stored: StoredEvent, _ ticket: TicketOrdinal) throws(WireError) -> NoticeReason? {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        switch stored.type {
        case .ticketEscalated:
            let deadline = try event.fields(TicketEscalated.self).text(.deadline)
            return deadline.isEmpty ? words(stored, ticket) : .deadline(deadline, isOver: true)
        case .deadlineBreached:
            return .deadline(try event.fields(DeadlineBreached.self).text(.deadline), isOver: true)
        case .deadlineWarned:
            return .deadline(try event.fields(DeadlineWarned.self).text(.deadline), isOver: false)
        case .assignmentRequested, .assignmentWithdrawn, .offerDeclined, .ticketReopened:
            return words(stored, ticket)
        default: return nil
        }
    }

    /// Nil where nothing was written, or it does not open any more: a notification is told without it.
    private func words(_ stored: StoredEvent, _ ticket: TicketOrdinal) -> NoticeReason? {
        guard let opener = try? opener(of: ticket), let text = try? opener.texts(in: stored).first else { return nil }
        return .words(text.text)
    }
}

extension StoredEvent {
    /// Whether it ends a command, and the event that made the product do it.
    fileprivate func causes() throws(WireError) -> (isLast: Bool, cause: UInt64) {
        let event = try EventView(body.bytes, recordType: type.rawValue)
        return (event.isLastOfCommand, event.cause)
    }
}
