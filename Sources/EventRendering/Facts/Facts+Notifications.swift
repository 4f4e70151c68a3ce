internal import Events
internal import Projections

extension Facts {
    mutating func say(notificationQueued fields: borrowing EventFields<NotificationQueued>) throws(WireError) {
        number("notification", try fields.number(.notification))
        text("template", try fields.text(.template))
        let agent: AgentOrdinal? = try fields.ordinal(.agent)
        if let agent { agentName(agent) }
        text("role", try fields.text(.role))
        text("department", try fields.text(.department))
        flag("isCustomer", try fields.flag(.isCustomer))
        text("carrier", try fields.text(.carrier))
        text("deadline", try fields.text(.deadline))
        time("dueAt", try fields.instant(.dueAt))
        let holder: AgentOrdinal? = try fields.ordinal(.holder)
        text("holder", holder.flatMap { names[$0]?.identifier } ?? "")
        text("category", try fields.text(.category))
        let priority: Priority? = try fields.choice(.priority)
        code("priority", priority)
        text("stage", try fields.text(.stage))
        let grade: Grade? = try fields.choice(.grade)
        code("grade", grade)
    }

    mutating func say(notificationDelivered fields: borrowing EventFields<NotificationDelivered>) throws(WireError) {
        number("notification", try fields.number(.notification))
        number("attempt", try fields.number(.attempt))
    }

    mutating func say(notificationFailed fields: borrowing EventFields<NotificationFailed>) throws(WireError) {
        number("notification", try fields.number(.notification))
        number("attempt", try fields.number(.attempt))
        text("fault", try fields.text(.fault))
        time("retryAt", try fields.instant(.retryAt))
    }

    mutating func say(notificationGivenUp fields: borrowing EventFields<NotificationGivenUp>) throws(WireError) {
        number("notification", try fields.number(.notification))
        number("attempts", try fields.number(.attempts))
        text("fault", try fields.text(.fault))
    }

    mutating func say(notificationRead fields: borrowing EventFields<NotificationRead>) throws(WireError) {
        number("notification", try fields.number(.notification))
        account("account", try fields.ordinal(.account))
    }
}
