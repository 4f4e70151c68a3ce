public import Events
internal import Policies

/// That an agent passed a ticket by: declined it, let its offer run out, or had it taken away.
public struct Passing: Hashable, Sendable {
    /// In this cycle, from 1.
    public let times: UInt64
    /// The last of them.
    public let at: Instant
    /// Until then the ticket is not offered to the agent again by itself.
    public let until: Instant
}

extension TicketState {
    /// An offer or the work ended without a result, and the ticket waits.
    /// - Parameter isUnanswered: an offer that was declined or ran out. Otherwise somebody saw to it, and it is offered
    ///   as often again.
    mutating func pass(_ agent: AgentOrdinal, isUnanswered: Bool, _ dispatch: Policy.Dispatch, at now: Instant) {
        let times = (passedBy[agent]?.times ?? 0) + 1
        passedBy[agent] = Passing(
            times: times, at: now, until: now.advanced(by: dispatch.offerAgainAfter(times: times)))
        offersUnanswered = isUnanswered ? offersUnanswered + 1 : 0
        (lifeCycle, stage, holder, offerExpiresAt) = (.waiting, "", nil, nil)
    }

    /// Whom it is not offered to, and until when.
    /// - Parameters:
    ///   - isByHand: a person has it dispatched: then nobody waits longer than after a first time.
    ///   - isConfirming: a dispatcher confirms each offer, who sees to it that there is an end.
    func excluded(
        _ dispatch: Policy.Dispatch, isByHand: Bool, isConfirming: Bool
    ) -> [AgentOrdinal: Instant] {
        if passedBy.isEmpty { return [:] }
        if isByHand { return passedBy.mapValues { $0.at.advanced(by: dispatch.offerAgainAfter) } }
        let isUsedUp = !isConfirming && offersUnanswered >= dispatch.offersMax ?? .max
        return isUsedUp ? passedBy.mapValues { _ in Self.untilSomebodyActs } : passedBy.mapValues(\.until)
    }

    private static let untilSomebodyActs = Instant(milliseconds: .max)
}
