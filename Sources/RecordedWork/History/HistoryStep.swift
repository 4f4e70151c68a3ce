package import Events

/// One thing that happened to a case, as a daemon takes it in: `schemas/http/openapi.yaml`, `PastStep`.
package struct HistoryStep: Hashable, Sendable {
    package enum Action: String, CaseIterable, Hashable, Sendable {
        case assigned, accepted, reassigned, classified, escalated, reopened, resolved, closed, abandoned
    }

    package var action: Action
    package var at: Instant
    /// Who, as the record calls them; nil where it is nobody's doing, or the record does not say.
    package var person: String?
    /// Of `classified`, as the record calls it.
    package var category: String?

    package init(_ action: Action, at: Instant, person: String? = nil, category: String? = nil) {
        self.action = action
        self.at = at
        self.person = person
        self.category = category
    }
}

/// What of a record becomes no event: each is counted, none is dropped silently.
package enum Untaken: String, CaseIterable, Hashable, Sendable {
    /// A program served the customer before.
    case ready
    /// Nobody is offered anything while it waits in a queue.
    case queued
    /// Waiting for the customer is nobody's doing.
    case waiting
    /// It went from team to team while nobody had it.
    case movedUnheld = "moved-unheld"
    /// Somebody took it or was given it, and the record does not say who.
    case takenUnnamed = "taken-unnamed"
    /// It was resolved or closed, and then went on although nobody reopened it.
    case endUndone = "end-undone"
    /// It was over already.
    case endRepeated = "end-repeated"
}
