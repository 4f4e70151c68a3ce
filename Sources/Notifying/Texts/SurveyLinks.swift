internal import CommitLog
package import Engine
package import EventRendering
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
    fileprivate func link<Log>(
        in facts: NoticeFacts, _ template: Policy.Template, _ engine: Engine<Log>
    ) async throws(EngineError) -> String? {
        guard case .customers = facts.entry.inbox, let survey = facts.survey, template.has("link") else { return nil }
        return try await engine.token(of: survey).map { link($0) }
    }
}

/// What a text has to be looked up for, because it is sealed in the log.
package struct NoticeFillings: Sendable {
    /// What `{link}` stands for.
    package var link: String?
    /// What `{reason}` stands for.
    package var reason: NoticeReason?
    /// What the reason is not to tell of whoever the ticket is about.
    package var known: Masking.Known?

    package init(link: String? = nil, reason: NoticeReason? = nil) {
        self.link = link
        self.reason = reason
    }
}

extension SurveyLinks {
    /// What a notification's template wants to be looked up; nothing is for one that does not ask for it.
    package func fillings<Log>(
        of facts: NoticeFacts, _ texts: PolicyTexts, _ engine: Engine<Log>
    ) async throws(EngineError) -> NoticeFillings {
        guard let template = texts.template(facts.template) else { return NoticeFillings() }
        let link = try await link(in: facts, template, engine)
        let reason = template.has("reason") ? try await engine.reason(of: facts) : nil
        var fillings = NoticeFillings(link: link, reason: reason)
        if case .words = reason { fillings.known = try await engine.texts(of: facts.entry.ticket)?.known }
        return fillings
    }
}

extension Policy.Template {
    /// Whether it has a place with this name.
    fileprivate func has(_ name: String) -> Bool {
        [title, text].contains { $0.chinese.contains("{\(name)}") || $0.english.contains("{\(name)}") }
    }
}
