internal import EventRendering
internal import Events
internal import Policies

/// `POST /v1/tickets/{number}/accept`
struct AcceptBody: Decodable {
    var agent: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        agent = form.agent()
        form.end()
    }
}

/// `POST /v1/tickets/{number}/decline`
struct DeclineBody: Decodable {
    var agent: String
    var reason: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        agent = form.agent()
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/progress`
struct ProgressBody: Decodable {
    var agent: String
    var stage: String
    var note: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        agent = form.agent()
        stage = form.text("stage", bytesMax: APILimits.wordBytesMax)
        note = form.text("note", bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/resolve`
struct ResolveBody: Decodable {
    var agent: String
    var solution: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        agent = form.agent()
        solution = form.text("solution", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/rate`
struct RateBody: Decodable {
    var grade: Grade
    var comment: String
    var reasons: [String]

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        grade = form.grade("grade") ?? .fair
        comment = form.text("comment", bytesMax: APILimits.noteBytesMax)
        reasons = form.reasons("reasons")
        form.end()
    }
}

/// `POST /v1/customers/{id}/erase`
struct ErasureBody: Decodable {
    /// Outlives the customer's key.
    var reason: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        reason = form.text("reason", required: true, bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/reveal`
struct ReasonBody: Decodable {
    var reason: String

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/close`
struct EmptyBody: Decodable {
    init(from decoder: any Decoder) throws { try Form(decoder).end() }
}

/// `PUT /v1/agents/{id}/presence`
struct PresenceBody: Decodable {
    var presence: Presence

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        presence = form.choice("state", required: true, Presence.allCases.map { ($0.code, $0) }) ?? .offline
        form.end()
    }
}

/// `PUT /v1/agents/{id}`
struct AgentBody: Decodable {
    var change = AgentChanged()

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        change.name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        form.profile(&change)
        change.department = form.text("department", bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

private struct SkillBody: Decodable {
    var skill: Skill

    init(from decoder: any Decoder) throws {
        var form = try Form(decoder)
        let name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        skill = Skill(
            name: name, level: UInt64(form.number("level", required: true, 1...5) ?? 1), since: form.time("since"))
        form.end()
    }
}

extension Form {
    /// What an agent can do, and how much.
    mutating func profile(_ change: inout AgentChanged) {
        change.skills = list("skills", SkillBody.self, countMax: APILimits.skillsMax).map(\.skill)
        change.regions = list("regions", String.self, countMax: APILimits.regionsMax)
        change.pool = text("pool", bytesMax: APILimits.wordBytesMax)
        change.capacity = UInt64(number("capacity", 1...APILimits.capacityMax) ?? 0)
        if change.regions.contains(where: { $0.isEmpty || $0.utf8.count > APILimits.wordBytesMax }) {
            fault(
                "regions", .length,
                LocalText("每项 1 到 \(APILimits.wordBytesMax) 字节。", "Each has 1 to \(APILimits.wordBytesMax) bytes."))
        }
    }

    /// Who acts; where the account is an agent's own it may be left out.
    fileprivate mutating func agent() -> String { text("agent", bytesMax: APILimits.agentIdentifierBytesMax) }
}
