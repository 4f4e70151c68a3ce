package import Events
package import Policies

/// What people call the things that events name by a policy's codes. Without a policy it is the codes.
package struct PolicyNames: Hashable, Sendable {
    /// Codes of one kind are told from each other, and not from those of another.
    package enum Kind: Hashable, Sendable, CaseIterable {
        case category, channel, urgency, type, tier, stage, deadline, reason, pool, skill
    }

    private var names: [Kind: [String: LocalText]] = [:]
    private var grades: [Grade: LocalText] = [:]
    /// Notifications are called by their titles, by template.
    private var titles: [String: LocalText] = [:]

    package init() {}

    package init(_ policy: Policy) {
        func note<Element>(_ kind: Kind, _ elements: [Element], _ name: (Element) -> (String, LocalText)) {
            names[kind] = Dictionary(elements.map(name)) { first, _ in first }
        }
        note(.category, policy.triage.categories) { ($0.code, $0.name) }
        note(.channel, policy.intake.channels) { ($0.code, $0.name) }
        note(.urgency, policy.intake.urgencies) { ($0.code, $0.name) }
        note(.type, policy.intake.types) { ($0.code, $0.name) }
        note(.tier, policy.intake.tiers) { ($0.code, $0.name) }
        note(.stage, policy.stages) { ($0.code, $0.name) }
        note(.deadline, policy.deadlines) { ($0.code, $0.name) }
        note(.reason, policy.feedback.reasons) { ($0.code, $0.name) }
        note(.pool, policy.dispatch.pools) { ($0.code, $0.name) }
        note(.skill, policy.skills) { ($0.code, $0.name) }
        grades = Dictionary(policy.feedback.grades.map { ($0.grade, $0.name) }) { first, _ in first }
        titles = Dictionary(policy.templates.map { ($0.code, $0.title) }) { first, _ in first }
    }

    /// Of the policy that was published in a canonical form; none where it cannot be read.
    package init(canonical: [UInt8], version: UInt64) {
        if let policy = try? Policy(canonical: canonical, version: version) { self.init(policy) } else { self.init() }
    }

    /// The code where the policy does not know it.
    package func name(_ code: String, _ kind: Kind, _ language: Language) -> String {
        names[kind]?[code]?[language] ?? code
    }

    /// The policy's own words, where it has some.
    package func name(_ grade: Grade, _ language: Language) -> String {
        grades[grade]?[language] ?? grade.words(language)
    }

    /// The title of what a template says, with its places filled as far as is known; the code of a template that the
    /// policy does not know.
    package func title(_ template: String, _ places: [String: String], _ language: Language) -> String {
        guard let title = titles[template]?[language] else { return template }
        let unknown = Dictionary(Policy.Template.places.map { ($0, "") }) { first, _ in first }
        return TextPlaces.fill(
            title, unknown.merging(places) { $1 }, otherwise: unknown.mapValues { _ in "…" })
    }
}
