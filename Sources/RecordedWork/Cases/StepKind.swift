/// What happened to a case, in the words of the product.
package enum StepKind: String, CaseIterable, Hashable, Sendable {
    case submitted
    /// Asks for a person from now on, who was served by a program before.
    case ready
    /// Waits in a queue.
    case queued
    /// Given to somebody, who has not begun.
    case assigned
    /// Somebody works on it.
    case accepted
    /// Given to somebody else, or to another team.
    case moved
    /// Lifted to a higher level.
    case escalated
    /// Waits for the customer or for somebody outside.
    case waiting
    case resolved
    case closed
    case reopened
    /// The customer gave up before anybody served them.
    case abandoned
}
