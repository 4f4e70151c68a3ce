internal import CivilTime
internal import EventRendering
internal import Events
internal import JSONText
internal import RecordedWork

/// Makes of a case the line that a daemon takes: `schemas/http/openapi.yaml`, `PastTicket`.
struct ImportLines {
    let source: String
    /// By what the record calls a category.
    let codes: [String: String]

    func line(_ recorded: RecordedCase, _ history: CaseHistory) -> [UInt8] {
        var members: [(name: String, value: JSON)] = [
            ("source", .string(source)), ("case", .string(recorded.name)),
            ("submittedAt", Self.time(recorded.submittedAt)), ("channel", .string(recorded.channel ?? "")),
        ]
        if let category = history.category { members.append(("category", code(category))) }
        if let priority = recorded.priority { members.append(("priority", .string(priority.code))) }
        if let customer = recorded.customer { members.append(("customer", .string(customer))) }
        if let text = recorded.text { members.append(("description", .string(text))) }
        let people = people(history)
        if !people.isEmpty { members.append(("people", .array(people))) }
        members.append(("steps", .array(history.steps.map(step))))
        var bytes: [UInt8] = []
        JSON.object(members).append(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func step(_ step: HistoryStep) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("action", .string(step.action.rawValue)), ("at", Self.time(step.at)),
        ]
        if let person = step.person { members.append(("agent", .string(PersonIdentifier.of(person)))) }
        if let category = step.category { members.append(("category", code(category))) }
        return .object(members)
    }

    /// Those who are called otherwise than addresses name them.
    private func people(_ history: CaseHistory) -> [JSON] {
        var told: [String] = []
        for person in history.steps.compactMap(\.person) where !told.contains(person) { told.append(person) }
        return told.compactMap { person in
            let identifier = PersonIdentifier.of(person)
            return identifier == person ? nil : ["id": .string(identifier), "name": .string(person)]
        }
    }

    private func code(_ category: String) -> JSON { .string(codes[category] ?? category) }

    private static func time(_ instant: Instant) -> JSON {
        .string(Timestamp(milliseconds: instant.milliseconds).text)
    }
}
