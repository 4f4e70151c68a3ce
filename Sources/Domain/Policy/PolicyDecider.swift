internal import Dispatching
internal import Events
public import Policies

extension DomainState {
    /// The next version. Tickets that are open go on under theirs.
    func publish(_ policy: PolicyPublished) throws(Refusal) -> [any Event] {
        var event = policy
        event.version = self.policy.version + 1
        return [event]
    }

    /// The policy that a ticket runs under for all its life: the one that was in force when it was submitted.
    public func policy(of ticket: TicketState) -> Policy { policies[ticket.policyVersion] ?? policy }

    /// A policy that was published holds from now on.
    mutating func published(_ event: borrowing EventView) throws(WireError) {
        let published = try PolicyPublished(decoding: event.payload).lifted
        do throws(PolicyRefusal) {
            policy = try Policy(canonical: published.canonical, version: published.version)
        } catch { throw .unreadablePolicy(version: published.version) }
        policies[policy.version] = policy
        let older = policies.values.filter { $0.version < policy.version }.sorted { $0.version > $1.version }
        pool.prepare([policy.dispatch] + older.map(\.dispatch), at: event.recordedAt)
    }
}
