internal import Crypto
internal import Projections

extension Projected {
    /// SHA-256 over everything that is projected: a function of the log up to ``sequence`` and of nothing else, so that
    /// two processes that have replayed the same log can be held to each other. Erasures are events, and what they
    /// erase is in no projection.
    /// Cost: some hundred bytes a ticket are hashed; half a second for a million.
    public var digest: [UInt8] {
        var hash = SHA256()
        var form = CanonicalBytes { hash.update(data: $0) }
        form.number(sequence)
        form.number(policy?.version)
        form.bytes(policy?.canonical ?? [])
        tickets.write(to: &form)
        history.write(to: &form)
        offers.write(to: &form)
        proposals.write(to: &form)
        queue.write(to: &form)
        customers.write(to: &form)
        agents.write(to: &form)
        workloads.write(to: &form)
        ratings.write(to: &form)
        registry.write(to: &form)
        form.flush()
        return Array(hash.finalize())
    }
}
