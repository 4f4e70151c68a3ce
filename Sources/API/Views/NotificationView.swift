internal import Engine
internal import EventRendering
internal import JSONText
internal import Notifying
internal import Projections

extension NoticeFacts {
    /// As lists and streams have it: the text, and what programs make their own of.
    func json(_ text: NoticeText, isRead: Bool) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("id", JSON(entry.notification)), ("sequence", JSON(entry.sequence)), ("ticket", .string(ticketNumber)),
            ("template", .string(template)), ("to", recipient), ("title", .string(text.title)),
            ("text", .string(text.text)), ("customer", .string(Masking.name(customerName))),
            ("category", .string(category)), ("priority", .string(priority.code)), ("queuedAt", JSON(entry.queuedAt)),
        ]
        if let dueAt = entry.dueAt { members.append(("dueAt", JSON(dueAt))) }
        return .object(members + [("state", .string(entry.state.code)), ("read", isRead ? true : false)])
    }

    private var recipient: JSON {
        if let toAgent { return ["agent": .string(toAgent.identifier)] }
        if toRole.isEmpty { return ["customer": true] }
        let members: [(name: String, value: JSON)] = [("role", .string(toRole))]
        return .object(members + (toDepartment.isEmpty ? [] : [("department", .string(toDepartment))]))
    }
}

extension Inboxes.State {
    fileprivate var code: String {
        switch self {
        case .queued: "queued"
        case .delivered: "delivered"
        case .failed: "failed"
        case .givenUp: "given-up"
        }
    }
}
