internal import Events

extension DomainState {
    mutating func evolveNotification(_ event: borrowing EventView) throws(WireError) {
        let numbers = try event.leadingNumbers()
        switch event.type {
        case .notificationQueued:
            precondition(numbers.second == notificationCount + 1, "notifications are numbered without gaps")
            let ticket = TicketOrdinal(rawValue: numbers.first)
            notificationTickets.append(ticket)
            pendingNotifications[numbers.second] = PendingNotification(ticket: ticket)
        case .notificationFailed:
            let fields = try event.fields(NotificationFailed.self)
            pendingNotifications[numbers.second]?.attempts = try fields.number(.attempt)
            pendingNotifications[numbers.second]?.retryAt = try fields.instant(.retryAt)
        default: pendingNotifications[numbers.second] = nil
        }
    }
}
