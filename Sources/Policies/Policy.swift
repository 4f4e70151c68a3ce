public import Events

/// The rules that tickets run under: a profile, as it was published. Whole: nothing that a decision needs lies outside,
/// so that a ticket is treated for all its life by the rules under which it was submitted.
public struct Policy: Hashable, Sendable {
    /// 1 for the first that was published, then gapless.
    public var version: UInt64
    /// The code of the profile: `smart-dispatch`.
    public var profile: String
    public var intake: Intake
    public var triage: Triage
    public var dispatch: Dispatch
    /// Stages 处理节点 between submission and the end, in the order in which they are shown.
    public var stages: [Stage]
    public var deadlines: [Deadline]
    /// By name, those that deadlines name; `always` is there without being declared.
    public var calendars: [Calendar]
    public var feedback: Feedback
    public var notices: [Notice]
    public var templates: [Template]
    public var numbering: Numbering
}

/// A text that people read.
public struct LocalText: Hashable, Sendable {
    public var chinese: String
    public var english: String

    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

extension Policy {
    /// A word of the policy that programs use, with what people call it.
    public struct Code: Hashable, Sendable {
        public var code: String
        public var name: LocalText

        public init(_ code: String, _ name: LocalText) {
            self.code = code
            self.name = name
        }
    }

    /// How requests come in.
    public struct Intake: Hashable, Sendable {
        public var channels: [Code]
        /// The members of a submission, as the HTTP contract names them, that must not be empty: `description`,
        /// `customer.name`.
        public var required: [String]
        /// The customer's words for how soon it has to be, the calmest first.
        public var urgencies: [Urgency]
        /// Kinds of customers, the most valued first.
        public var tiers: [Code]
    }

    public struct Urgency: Hashable, Sendable {
        public var code: String
        /// The least priority that it asks for.
        public var priority: Priority
    }

    public func urgency(_ code: String) -> Urgency? { intake.urgencies.first { $0.code == code } }
    public func category(_ code: String) -> Triage.Category? { triage.categories.first { $0.code == code } }
    public func stage(_ code: String) -> Stage? { stages.first { $0.code == code } }
    public func deadline(_ code: String) -> Deadline? { deadlines.first { $0.code == code } }
    public func template(_ code: String) -> Template? { templates.first { $0.code == code } }

    /// A point of a ticket's way that people see, mapped to the canonical life cycle.
    public struct Stage: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        public var lifeCycle: LifeCycle
        /// Codes of the stages that may follow; empty where every later one of the same life cycle may.
        public var next: [String]
    }

    /// People are told when something happens to a ticket.
    public struct Notice: Hashable, Sendable {
        public var on: [Trigger]
        public var to: [Recipient]
        public var template: String
    }

    /// What people are told.
    public struct Template: Hashable, Sendable {
        public var code: String
        /// With places to fill, in braces: `{number}`. A part in square brackets is left out where a place in it has
        /// nothing to be filled with.
        public var title: LocalText
        public var text: LocalText
    }
}
