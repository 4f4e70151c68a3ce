public import Events
public import Policies

/// What a policy has people told, and its words for what they are told of.
public struct PolicyTexts: Sendable {
    public var templates: [Policy.Template] = []
    public var categories: [Policy.Code] = []
    /// What customers say, or is said of them, in codes.
    public var channels: [Policy.Code] = []
    public var urgencies: [Policy.Code] = []
    public var types: [Policy.Code] = []
    public var tiers: [Policy.Code] = []
    /// What a customer may say, the best first.
    public var grades: [Policy.GradeChoice] = []
    /// Why, as far as the policy has words for it.
    public var reasons: [Policy.Code] = []
    /// What a ticket's stages are called, and the clocks that run on it.
    public var stages: [Policy.Code] = []
    public var deadlines: [Policy.Code] = []
    /// Steps of fallback.
    public var rings: [Policy.Code] = []
    /// By the clocks of those who are told: times in texts go by them.
    public var secondsFromUTC: Int64 = 0

    public init() {}

    init(_ policy: Policy) {
        templates = policy.templates
        categories = policy.triage.categories.map { Policy.Code($0.code, $0.name) }
        channels = policy.intake.channels.map { Policy.Code($0.code, $0.name) }
        urgencies = policy.intake.urgencies.map { Policy.Code($0.code, $0.name) }
        types = policy.intake.types.map { Policy.Code($0.code, $0.name) }
        tiers = policy.intake.tiers.map { Policy.Code($0.code, $0.name) }
        grades = policy.feedback.grades
        reasons = policy.feedback.reasons
        stages = policy.stages.map { Policy.Code($0.code, $0.name) }
        deadlines = policy.deadlines.map { Policy.Code($0.code, $0.name) }
        rings = policy.dispatch.rings.map { Policy.Code($0.code, $0.name) }
        secondsFromUTC = policy.numbering.secondsFromUTC
    }

    public func template(_ code: String) -> Policy.Template? { templates.first { $0.code == code } }

    // What people call things; the code where the policy does not know it.
    public func category(_ code: String) -> LocalText { Self.name(code, among: categories) }
    public func channel(_ code: String) -> LocalText { Self.name(code, among: channels) }
    public func urgency(_ code: String) -> LocalText { Self.name(code, among: urgencies) }
    public func type(_ code: String) -> LocalText { Self.name(code, among: types) }
    public func tier(_ code: String) -> LocalText { Self.name(code, among: tiers) }
    public func stage(_ code: String) -> LocalText { Self.name(code, among: stages) }
    public func deadline(_ code: String) -> LocalText { Self.name(code, among: deadlines) }

    public func ring(_ code: String) -> LocalText { Self.name(code, among: rings) }

    /// The policy's own words for a grade, if it has some.
    public func grade(_ grade: Grade) -> LocalText? { grades.first { $0.grade == grade }?.name }

    private static func name(_ code: String, among codes: [Policy.Code]) -> LocalText {
        codes.first { $0.code == code }?.name ?? LocalText(code, code)
    }
}
