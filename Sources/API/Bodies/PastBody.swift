internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import Policies

/// A line of `POST /v1/import`
struct PastBody: FormBody {
    var intake: PastIntake

    init(_ form: inout Form) {
        let word = APILimits.wordBytesMax
        let source = form.text("source", required: true, bytesMax: word)
        let name = form.text("case", required: true, bytesMax: word)
        let channel = form.code("channel", required: true, \.channels)
        let submittedAt = form.time("submittedAt", required: true)
        intake = PastIntake(
            PastTicket.Case(source: source, name: name), channel: channel,
            submittedAt: submittedAt ?? Instant(milliseconds: 0))
        intake.category = form.text("category", bytesMax: word)
        intake.priority = form.choice("priority", Priority.allCases.map { ($0.code, $0) })
        intake.customer = form.text("customer", bytesMax: word)
        intake.description = form.text("description", bytesMax: APILimits.descriptionBytesMax)
        intake.steps = form.list("steps", StepBody.self, countMax: APILimits.pastStepsMax).map(\.step)
        let people = form.list("people", PersonBody.self, countMax: APILimits.pastStepsMax)
        intake.agentNames = Dictionary(people.map { ($0.id, $0.name) }) { first, _ in first }
        form.end()
    }
}

private struct StepBody: FormBody {
    var step: PastStep

    init(_ form: inout Form) {
        let kind = form.choice("action", required: true, PastStep.Kind.allCases.map { ($0.rawValue, $0) })
        step = PastStep(kind ?? .closed, at: form.time("at", required: true) ?? Instant(milliseconds: 0))
        // What a member is of no use to is refused like one that there is not.
        switch kind {
        case .assigned, .accepted: step.agent = form.identifier("agent", required: true)
        case .resolved, nil: step.agent = form.identifier("agent")
        case .classified: step.category = form.text("category", required: true, bytesMax: APILimits.wordBytesMax)
        case .reassigned, .escalated, .reopened, .closed, .abandoned: break
        }
        form.end()
    }
}

/// What people call an agent whom the record introduces.
private struct PersonBody: FormBody {
    var id: String
    var name: String

    init(_ form: inout Form) {
        id = form.identifier("id", required: true)
        name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        form.end()
    }
}

extension Form {
    fileprivate mutating func identifier(_ name: String, required: Bool = false) -> String {
        let text = text(name, required: required, bytesMax: APILimits.wordBytesMax)
        if text.isEmpty || Identifier.isOne(text) { return text }
        fault(name, .value, Identifier.rule)
        return ""
    }
}
