public import Events
internal import Policies

extension DomainState {
    /// Tells whom the policy wants to be told.
    func notify(_ ticket: TicketOrdinal, _ triggers: [Policy.Trigger]) -> [any Event] {
        guard let state = openTickets[ticket] else { return [] }
        var notices = Notices(self, state)
        notices.tellOf(triggers)
        return notices.events
    }

    /// Of the clocks that run because of what people are told of, the one that is up first: by then they have to act.
    func firstClock(of state: TicketState, startedBy triggers: [Policy.Trigger]) -> TicketClock? {
        let started = rules(of: state).policy.deadlines.filter { $0.starts.contains(where: triggers.contains) }
        return started.compactMap { state.clock($0.code) }.filter(\.isRunning).min { $0.dueAt < $1.dueAt }
    }

    /// The notifications whose end is not known, from behind the number `after` up to `last`: the first `limit`.
    /// Cost: a search for each number of the range, or a look at every one that is pending, whichever is less.
    public func pendingNotifications(
        after: UInt64, through last: UInt64, limit: Int
    ) -> [(number: UInt64, pending: PendingNotification)] {
        guard after < last else { return [] }
        let numbers =
            last - after <= UInt64(pendingNotifications.count)
            ? (after + 1...last).filter { pendingNotifications[$0] != nil }
            : pendingNotifications.keys.filter { $0 > after && $0 <= last }.sorted()
        return numbers.prefix(limit).compactMap { number in pendingNotifications[number].map { (number, $0) } }
    }

    /// - Throws: ``Refusal/unknownNotification(_:)``; nothing of those whose end is known already.
    func note(_ deliveries: [Delivery]) throws(Refusal) -> [any Event] {
        var events: [any Event] = []
        for delivery in deliveries { events += try note(delivery) }
        return events
    }

    private func note(_ delivery: Delivery) throws(Refusal) -> [any Event] {
        guard delivery.notification > 0, delivery.notification <= notificationCount else {
            throw .unknownNotification(delivery.notification)
        }
        guard let pending = pendingNotifications[delivery.notification], delivery.attempt > pending.attempts else {
            return []
        }
        switch delivery.outcome {
        case .delivered:
            var event = NotificationDelivered()
            (event.ticket, event.notification, event.attempt) = (
                pending.ticket, delivery.notification, delivery.attempt
            )
            return [event]
        case .failed(let fault, nil):
            var event = NotificationGivenUp()
            (event.ticket, event.notification) = (pending.ticket, delivery.notification)
            (event.attempts, event.fault) = (delivery.attempt, fault)
            return [event]
        case .failed(let fault, let retryAt?):
            var event = NotificationFailed()
            (event.ticket, event.notification) = (pending.ticket, delivery.notification)
            (event.attempt, event.fault, event.retryAt) = (delivery.attempt, fault, retryAt)
            return [event]
        }
    }

    /// Somebody has seen it. Whether they had before, the inbox knows.
    func markRead(_ notification: UInt64, _ account: AccountOrdinal) throws(Refusal) -> [any Event] {
        guard notification > 0, notification <= notificationCount else { throw .unknownNotification(notification) }
        var event = NotificationRead()
        event.ticket = notificationTickets[Int(notification) - 1]
        (event.notification, event.account) = (notification, account)
        return [event]
    }
}

/// A notification whose end is not known yet.
public struct PendingNotification: Hashable, Sendable {
    public let ticket: TicketOrdinal
    public internal(set) var attempts: UInt64 = 0
    /// When to try again; nil for at once.
    public internal(set) var retryAt: Instant?
}
