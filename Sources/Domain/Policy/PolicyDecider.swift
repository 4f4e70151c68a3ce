internal import Dispatching
internal import Events
internal import Policies

extension DomainState {
    /// The next version. Tickets that are open go on under theirs.
    func publish(_ policy: PolicyPublished) throws(Refusal) -> [any Event] {
        var event = policy
        event.version = self.policy.version + 1
        return [event]
    }

    /// The policy that a ticket runs under for all its life: the one that was in force when it was submitted.
    public func rules(of ticket: TicketState) -> Rules { rules(version: ticket.policyVersion) }

    func rules(version: UInt64) -> Rules { version == policy.version ? rules : rulesByVersion[version] ?? rules }

    /// What a deadline of a policy reckons with, and the calendar's code where it goes by one. Every minute counts
    /// where the policy or its deadline is not known any more.
    public func businessTime(
        _ deadline: String, policyVersion: UInt64
    ) -> (time: any BusinessTime, calendar: String?) {
        let rules = policyVersion == policy.version ? rules : rulesByVersion[policyVersion]
        guard let declared = rules?.policy.deadlines.first(where: { $0.code == deadline }),
            let time = calendars[policyVersion]?[declared.calendar]
        else { return (EveryMinute(), nil) }
        return (time, declared.calendar)
    }

    /// A policy that was published holds from now on.
    mutating func published(_ event: borrowing EventView) throws(WireError) {
        let published = try PolicyPublished(decoding: event.payload).lifted
        do throws(PolicyRefusal) {
            rules = Rules(try Policy(canonical: published.canonical, version: published.version))
        } catch { throw .unreadablePolicy(version: published.version) }
        let levelling = policy.dispatch.levelling
        let isNewLevelling = !rulesByVersion.values.contains { $0.policy.dispatch.levelling == levelling }
        rulesByVersion[policy.version] = rules
        if !rules.restingDeadlines.isEmpty { haveRestingDeadlines = true }
        if isNewLevelling { planLevellingEnds(levelling, after: event.recordedAt) }
        let older = rulesByVersion.values.map(\.policy).filter { $0.version < policy.version }
        let newestFirst = older.sorted { $0.version > $1.version }.map(\.dispatch)
        pool.prepare([policy.dispatch] + newestFirst, at: event.recordedAt)
    }

    /// Who signed in a short while ago is levelled by this policy as well.
    private mutating func planLevellingEnds(_ levelling: Policy.Levelling, after now: Instant) {
        for agent in profiles.map(\.agent) {
            let end =
                levelling.repeats
                ? pool.levelledUntil(agent, levelling) : pool.signedInAt(of: agent)?.advanced(by: levelling.window)
            guard let end, end > now else { continue }
            planLevellingEnd(agent, end)
        }
    }
}
