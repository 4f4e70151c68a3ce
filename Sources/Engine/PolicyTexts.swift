public import Policies

/// What a policy has people told, and its words for what they are told of.
public struct PolicyTexts: Sendable {
    public var templates: [Policy.Template] = []
    public var categories: [Policy.Code] = []
    /// What a customer may say, the best first.
    public var grades: [Policy.GradeChoice] = []
    /// Why, as far as the policy has words for it.
    public var reasons: [Policy.Code] = []
    /// By the clocks of those who are told: times in texts go by them.
    public var secondsFromUTC: Int64 = 0

    public init() {}

    init(_ policy: Policy) {
        templates = policy.templates
        categories = policy.triage.categories.map { Policy.Code($0.code, $0.name) }
        grades = policy.feedback.grades
        reasons = policy.feedback.reasons
        secondsFromUTC = policy.numbering.secondsFromUTC
    }

    public func template(_ code: String) -> Policy.Template? { templates.first { $0.code == code } }

    /// What people call a category; its code where the policy does not know it.
    public func category(_ code: String) -> LocalText {
        categories.first { $0.code == code }?.name ?? LocalText(code, code)
    }
}
