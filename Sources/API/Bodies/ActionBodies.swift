internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import Policies

/// `POST /v1/tickets/{number}/accept`
struct AcceptBody: FormBody {
    var agent: String

    init(_ form: inout Form) {
        agent = form.agent()
        form.end()
    }
}

/// `POST /v1/tickets/{number}/decline`
struct DeclineBody: FormBody {
    var agent: String
    var reason: String

    init(_ form: inout Form) {
        agent = form.agent()
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/progress`
struct ProgressBody: FormBody {
    var agent: String
    var stage: String
    var note: String

    init(_ form: inout Form) {
        agent = form.agent()
        stage = form.text("stage", bytesMax: APILimits.wordBytesMax)
        note = form.text("note", blank: false, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/resolve`
struct ResolveBody: FormBody {
    var agent: String
    var solution: String

    init(_ form: inout Form) {
        agent = form.agent()
        solution = form.text("solution", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/rate`
struct RateBody: FormBody {
    var grade: Grade
    var comment: String
    var reasons: [String]

    init(_ form: inout Form) {
        grade = form.grade("grade") ?? .fair
        comment = form.text("comment", bytesMax: APILimits.noteBytesMax)
        reasons = form.reasons("reasons")
        form.end()
    }
}

/// `POST /v1/customers/{id}/erase`
struct ErasureBody: FormBody {
    /// Outlives the customer's key.
    var reason: String

    init(_ form: inout Form) {
        reason = form.text("reason", required: true, bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/reveal`
struct ReasonBody: FormBody {
    var reason: String

    init(_ form: inout Form) {
        reason = form.text("reason", required: true, bytesMax: APILimits.noteBytesMax)
        form.end()
    }
}

/// `POST /v1/tickets/{number}/close`
struct EmptyBody: FormBody {
    init(_ form: inout Form) { form.end() }
}

/// `PUT /v1/agents/{id}/presence`
struct PresenceBody: FormBody {
    var presence: Presence

    init(_ form: inout Form) {
        presence = form.choice("state", required: true, Presence.allCases.map { ($0.code, $0) }) ?? .offline
        form.end()
    }
}

/// `PUT /v1/agents/{id}`
struct AgentBody: FormBody {
    var change = AgentChanged()

    init(_ form: inout Form) {
        change.name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        form.profile(&change)
        change.department = form.text("department", bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

/// `PATCH /v1/agents/{id}`
struct AgentAmendmentBody: FormBody {
    var amendment = AgentAmendment(of: "")

    init(_ form: inout Form) {
        let name = form.text("name", blank: false, bytesMax: APILimits.wordBytesMax)
        var change = AgentChanged()
        form.profile(&change)
        let department = form.text("department", bytesMax: APILimits.wordBytesMax)
        form.end()
        if form.has("name") { amendment.name = name }
        if form.has("skills") { amendment.skills = change.skills }
        if form.has("regions") { amendment.regions = change.regions }
        if form.has("department") { amendment.department = department }
        if form.has("capacity") { amendment.capacity = change.capacity }
        if form.has("pool") { amendment.pool = change.pool }
    }
}

private struct SkillBody: FormBody {
    var skill: Skill

    init(_ form: inout Form) {
        let name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        skill = Skill(
            name: name, level: UInt64(form.number("level", required: true, 1...5) ?? 1), since: form.time("since"))
        if let since = skill.since, let now = form.terms.now, since > now {
            form.fault(
                "since", .value,
                LocalText("技能 \(name) 的起始日期晚于现在，请核对。", "The skill \(name) begins later than now: check the date."))
        }
        form.end()
    }
}

extension Form {
    /// What an agent can do, and how much.
    mutating func profile(_ change: inout AgentChanged) {
        change.skills = list("skills", SkillBody.self, countMax: APILimits.skillsMax).map(\.skill)
        for (index, skill) in change.skills.enumerated()
        where change.skills[..<index].contains(where: { $0.name == skill.name }) {
            fault(
                "skills", .value,
                LocalText("技能 \(skill.name) 出现了两次，请只保留一项。", "The skill \(skill.name) is there twice: say it once."))
        }
        var seen: Set<String> = []
        change.regions = words("regions", countMax: APILimits.regionsMax).map(\.keptName).filter {
            seen.insert($0.foldedName).inserted
        }
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

extension String {
    /// As names are kept that people compare: without blanks before and behind, and the same characters however a
    /// keyboard composed them (NFKC).
    var keptName: String { precomposedStringWithCompatibilityMapping.trimmed }
}
