public import Events

/// The rules that tickets run under: a profile, as it was published. Whole: nothing that a decision needs lies outside,
/// so that a ticket is treated for all its life by the rules under which it was submitted. Only whether a dispatcher
/// confirms goes by the policy in force.
public struct Policy: Hashable, Sendable {
    /// 1 for the first that was published, then gapless.
    public var version: UInt64
    /// The code of the profile: `smart-dispatch`.
    public var profile: String
    public var name: LocalText
    /// The time zone of ticket numbers and of times that people read: a name of the zone database, or an offset.
    public var zone: String
    /// What agents can do, as categories ask for it.
    public var skills: [Code]
    public var intake: Intake
    public var triage: Triage
    public var dispatch: Dispatch
    /// Stages 处理节点 between submission and the end, in the order in which they are shown.
    public var stages: [Stage]
    public var deadlines: [Deadline]
    /// By name, those that deadlines name; `always` is there without being declared.
    public var calendars: [Calendar]
    public var feedback: Feedback
    /// Who is told of what, besides what deadlines tell.
    public var notices: [Notice]
    /// How each recipient is reached, the first way first. Who is not named finds it in the product.
    public var carriers: [Recipient: [Carrier]]
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
        public var channels: [Channel]
        /// What must not be empty in a submission.
        public var required: [Field]
        /// The customer's words for how soon it has to be, the calmest first.
        public var urgencies: [Urgency]
        /// The code of the one that holds where the customer does not say; nil where none does.
        public var urgencyOtherwise: String?
        /// Kinds of requests 咨询, 投诉, 报修, 建议, where they are asked for beside the category.
        public var types: [Code]
        /// Kinds of customers, the most valued first.
        public var tiers: [Code]
    }

    /// A member of a submission that a policy may ask for, as the HTTP contract names it.
    public enum Field: String, CaseIterable, Hashable, Sendable {
        case channel, description, urgency, type, category, region, orderNumber, expectedResult, address, notes
        case productModel, earlierNumber, wishedAt
        case customerName = "customer.name"
        case customerContact = "customer.contact"
        case contactPerson = "customer.contactPerson"
        case memberIdentifier = "customer.memberId"
        case tier = "customer.tier"
    }

    /// A way 渠道 by which requests come in.
    public struct Channel: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        /// By which ticket numbers name it; nil where they do not.
        public var letters: String?
        /// A clerk 客服 enters the request, and confirms the details with the customer.
        public var isConfirmed: Bool
    }

    public struct Urgency: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        /// The least priority that it asks for.
        public var priority: Priority
    }

    public func urgency(_ code: String) -> Urgency? { intake.urgencies.first { $0.code == code } }
    public func channel(_ code: String) -> Channel? { intake.channels.first { $0.code == code } }
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

        /// The stages that may come after one of these, which are in progress. Who accepted a ticket is at none yet,
        /// and work begins with the first.
        public static func following(_ stage: String, _ stages: [Stage]) -> [String] {
            guard let place = stages.firstIndex(where: { $0.code == stage }) else {
                return stages.prefix(1).map(\.code)
            }
            return stages[place].next.isEmpty ? stages[(place + 1)...].map(\.code) : stages[place].next
        }
    }

    /// When one of these happens to a ticket, these people are told.
    public struct Notice: Hashable, Sendable {
        public var on: [Trigger]
        public var tell: [Recipient]
        public var template: String
    }

    /// A way to reach people.
    public enum Carrier: String, CaseIterable, Hashable, Sendable {
        /// In the product itself.
        case inbox
        /// A page that is open shows it at once.
        case popup
        /// The app on the phone.
        case push
        case sms, email, wechat, wecom, dingtalk
    }

    /// What people are told.
    public struct Template: Hashable, Sendable {
        public var code: String
        /// With places to fill, in braces: `{number}`. A part in square brackets is left out where a place in it has
        /// nothing to be filled with.
        public var title: LocalText
        public var text: LocalText

        /// Codes of templates that are sent by themselves, whatever notices and deadlines name. A policy has them all.
        public enum Sent: String, CaseIterable, Hashable, Sendable {
            case escalated

            /// When it is sent.
            var occasion: LocalText {
                switch self {
                case .escalated: LocalText("由人升级工单时发送", "it is sent when a person hands a ticket up")
                }
            }
        }
    }
}
