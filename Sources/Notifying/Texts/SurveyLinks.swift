internal import CommitLog
package import Engine
internal import Policies
internal import Projections
internal import Synchronization

/// Where customers answer surveys.
package final class SurveyLinks: Sendable {
    private let base: Mutex<String>

    /// - Parameter base: what the links begin with; empty until it is known.
    package init(base: String) { self.base = Mutex(base) }

    /// Sets what was not known: where the daemon listens.
    package func learn(base text: String) {
        base.withLock { if $0.isEmpty { $0 = text } }
    }

    private func link(_ token: String) -> String {
        let base = base.withLock { $0 }
        return (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/s/" + token
    }

    /// The link that a notification to a customer has in it, if its text has a place for one and the survey is open.
    /// The token is opened for nobody else.
    package func link<Log>(
        in facts: NoticeFacts, _ texts: PolicyTexts, _ engine: Engine<Log>
    ) async throws(EngineError) -> String? {
        guard case .customers = facts.entry.inbox, let survey = facts.survey,
            let template = texts.template(facts.template), template.text.chinese.contains("{link}")
        else { return nil }
        return try await engine.token(of: survey).map { link($0) }
    }
}
