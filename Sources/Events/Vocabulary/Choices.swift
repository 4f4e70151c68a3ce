/// How soon a ticket has to be dealt with, as triage found. The highest comes last.
public enum Priority: UInt64, Choice, Comparable {
    case low = 1
    case medium, high, urgent
    public static let contractName = "Priority"
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Whether an agent can be offered tickets.
public enum Presence: UInt64, Choice {
    case offline = 1
    case online, busy
    public static let contractName = "Presence"
}

/// The canonical life cycle of a ticket. What a profile calls its stages 处理节点 maps to these.
/// It follows from the events and is in none of them.
public enum LifeCycle: UInt64, CaseIterable, Hashable, Sendable {
    /// Submitted; no agent holds it or an offer of it.
    case waiting = 1
    /// Proposed to one agent who has not answered.
    case offered
    /// Accepted by one agent who has not begun.
    case accepted
    case inProgress
    /// Waiting for the customer to confirm.
    case resolved
    case closed
}

/// What a customer thinks of how a ticket was handled.
public enum Grade: UInt64, Choice {
    case veryDissatisfied = 1
    case dissatisfied, fair, satisfied, verySatisfied
    public static let contractName = "Grade"
}

/// Why a ticket was closed.
public enum Closing: UInt64, Choice {
    /// The customer rated it.
    case rated = 1
    /// The customer did not answer in time.
    case unrated
    /// A person closed it by hand.
    case manual
    /// It was closed elsewhere, before it was brought here.
    case elsewhere
    /// The record that it was brought from ends before the ticket does.
    case recordEnded
    /// The customer gave up before anybody served them.
    case abandoned
    public static let contractName = "Closing"
}

/// Why an agent was left out of a decision. The first that applies is counted.
public enum LeftOut: UInt64, Choice {
    case offline = 1
    case busy
    /// As many open tickets as the capacity allows.
    case full
    case skillMissing
    /// Declined this ticket or let its offer run out, a short while ago.
    case declined
    /// Signed in a short while ago, and was offered as many out of the queue as the policy allows for the beginning.
    case levelled
    public static let contractName = "LeftOut"
}

/// What put a ticket's dispatch off.
public enum QueuedBecause: UInt64, Choice {
    /// Nobody eligible.
    case nobodyEligible = 1
    /// Given back by the agent who had it.
    case returned
    public static let contractName = "QueuedBecause"
}

/// Who did something.
public enum ActorKind: UInt64, Choice {
    /// The product itself: a deadline, a process.
    case system = 1
    case account
    case customer
    public static let contractName = "ActorKind"
}

/// What a file is, by its bytes.
public enum FileKind: UInt64, Choice {
    case text = 1
    case picture
    case voice
    case video
    case document
    /// None of these.
    case other
    public static let contractName = "FileKind"
}

/// Why a person has to look at a ticket, first or at all.
public enum ReviewBecause: UInt64, Choice {
    case tooVague = 1
    /// Below the confidence that the policy asks for.
    case lowConfidence
    case priorityInDoubt
    /// The policy wants a supervisor to look at tickets like it. Nobody waits for that.
    case policyAsks
    /// Whoever has it has not the skill that it takes since its category is another. Nobody waits for that.
    case handlerLacksSkill
    public static let contractName = "ReviewBecause"

    /// Whether the ticket goes on meanwhile.
    public var isForLater: Bool { self == .policyAsks || self == .handlerLacksSkill }
}
