public import Domain
public import Events

/// A ticket that was handled elsewhere, as a record tells it: in plain text.
public struct PastIntake: Hashable, Sendable {
    public var origin: PastTicket.Case
    public var channel: String
    /// A code of the policy, or a name of one; empty where the record does not say, and triage has to.
    public var category = ""
    /// Nil where the record does not say, and triage has to.
    public var priority: Priority?
    /// What the record calls the customer; empty where it names nobody.
    public var customer = ""
    public var description = ""
    public var submittedAt: Instant
    public var steps: [PastStep] = []
    /// By identifier.
    public var agentNames: [String: String] = [:]

    public init(_ origin: PastTicket.Case, channel: String, submittedAt: Instant) {
        self.origin = origin
        self.channel = channel
        self.submittedAt = submittedAt
    }

    /// Whom the ticket is kept for. Who is named is known again by the name as a member number, when the customer gives
    /// it here; all whom a record does not name are one customer of that record.
    var profile: CustomerProfile {
        var profile = CustomerProfile()
        if customer.isEmpty {
            (profile.name, profile.contact) = (origin.source, "record:" + origin.source)
        } else {
            (profile.name, profile.memberNumber) = (customer, customer)
        }
        return profile
    }
}
