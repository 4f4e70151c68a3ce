internal import Engine
internal import EventRendering
internal import Events

/// `POST /v1/tickets/{number}/classify`
struct ClassifyBody: FormBody {
    var category: String
    var reason: String

    init(_ form: inout Form) {
        category = form.code("category", required: true, \.categories)
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/prioritise`
struct PrioritiseBody: FormBody {
    var priority: Priority
    var reason: String

    init(_ form: inout Form) {
        priority = form.choice("priority", required: true, Priority.allCases.map { ($0.code, $0) }) ?? .medium
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/review`
struct ReviewBody: FormBody {
    var needsFollowUp: Bool
    var note: String

    init(_ form: inout Form) {
        needsFollowUp = form.flag("needsFollowUp")
        note = form.text("note", bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/assign`
struct AssignBody: FormBody {
    var agent: String
    var reason: String

    init(_ form: inout Form) {
        agent = form.text("agent", required: true, bytesMax: APILimits.agentIdentifierBytesMax)
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/contact`
struct ContactBody: FormBody {
    var agent: String
    var reasons: [String]
    var note: String

    init(_ form: inout Form) {
        agent = form.text("agent", bytesMax: APILimits.agentIdentifierBytesMax)
        reasons = form.reasons("reasons")
        note = form.text("note", bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/reopen`
struct NoteBody: FormBody {
    var note: String

    init(_ form: inout Form) {
        note = form.text("note", bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/escalate`
struct EscalateBody: FormBody {
    var to: String
    var note: String

    init(_ form: inout Form) {
        let heirs = ["supervisor", "department-manager"]
        to = form.choice("to", required: true, heirs.map { ($0, $0) }) ?? "supervisor"
        note = form.text("note", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}
