package import Events

/// One thing that happened, as the record tells it.
package struct RecordedStep: Hashable, Sendable {
    package var kind: StepKind
    package var time: Instant
    /// Who did it, or who the case was with; nil where the record does not say.
    package var resource: String?
    package var category: String?
    package var queue: String?
    package var priority: Priority?
    /// Of the file, from 1, its head counted; the row that tells it.
    package var row: Int

    package init(_ kind: StepKind, at time: Instant, row: Int) {
        self.kind = kind
        self.time = time
        self.row = row
    }
}

/// One request, with all that the record tells of it, in the order of time.
package struct RecordedCase: Hashable, Sendable {
    /// As the record calls it.
    package var name: String
    /// At least one; the first is the submission.
    package var steps: [RecordedStep]
    package var channel: String?
    package var customer: String?
    /// What the customer wrote.
    package var text: String?

    package init(name: String, steps: [RecordedStep]) {
        self.name = name
        self.steps = steps
    }
}

extension RecordedCase {
    package var submittedAt: Instant { steps[0].time }

    /// The first time of a kind; nil where it never happened.
    package func first(_ kind: StepKind) -> RecordedStep? { steps.first { $0.kind == kind } }
    package func last(_ kind: StepKind) -> RecordedStep? { steps.last { $0.kind == kind } }

    /// The first that the record says, since later ones are corrections that the dispatcher did not know.
    package var category: String? { steps.lazy.compactMap(\.category).first }
    package var queue: String? { steps.lazy.compactMap(\.queue).first }
    package var priority: Priority? { steps.lazy.compactMap(\.priority).first }
}
