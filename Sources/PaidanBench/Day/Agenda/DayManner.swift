internal import Seeds

/// How people deal with tickets and how customers judge them. Which numbers tickets get, and in which order offers are
/// made, is the daemon's business; what is drawn for a ticket goes by the seed, its number and how often it was tried.
/// Times are in milliseconds of the day's clock.
package struct DayManner: Sendable {
    private let seed: UInt64
    private let workMilliseconds: Int

    package init(_ agenda: DayAgenda) {
        seed = agenda.seed
        workMilliseconds = agenda.workMilliseconds
    }

    package enum OfferAnswer: Sendable, Hashable {
        case accept(after: Int)
        case decline(after: Int)
        /// The agent does not see it before it has run out.
        case silent
    }

    package struct Work: Sendable, Hashable {
        /// All are after the acceptance.
        package var contactAfter: Int
        package var notesAfter: [Int]
        /// The last note leaves the ticket waiting for the customer.
        package var asksCustomer: Bool
        package var resolveAfter: Int
    }

    package struct Verdict: Sendable, Hashable {
        /// The ticket was resolved.
        package var after: Int
        package var grade: String
    }

    /// What becomes of a customer who is not satisfied.
    package struct FollowUp: Sendable, Hashable {
        package var callAfter: Int
        package var then: Outcome

        package enum Outcome: Sendable, Hashable { case close, reopen, escalate }
    }

    private static let minute = 60_000
    /// Of a thousand offers.
    private static let declined = 60
    private static let unseen = 25
    /// Of a thousand tickets that are resolved.
    private static let rated = 700
    /// A ticket goes round so often at most.
    private static let cyclesMax = 3

    /// - Parameter round: how often the ticket was offered before.
    package func answer(toOfferOf ticket: UInt64, round: Int) -> OfferAnswer {
        var draw = SplitMix64.of(seed, .answer, ticket &* 1_024 &+ UInt64(round))
        let after = draw.mostlyLow(20_000...6 * Self.minute)
        let number = draw.below(1_000)
        if number < Self.unseen { return .silent }
        return number < Self.unseen + Self.declined ? .decline(after: after) : .accept(after: after)
    }

    /// - Parameter cycle: 1 until it is reopened.
    package func work(on ticket: UInt64, cycle: Int) -> Work {
        var draw = SplitMix64.of(seed, .work, ticket &* 1_024 &+ UInt64(cycle))
        let all = draw.mostlyLow(workMilliseconds * 3 / 10...workMilliseconds * 24 / 10)
        let contact = draw.number(in: all / 20...all / 4)
        let count = draw.weighted([0: 2, 1: 5, 2: 3, 3: 1])
        let notes = (0..<count).map { all * ($0 + 1) / (count + 1) }
        return Work(
            contactAfter: contact, notesAfter: notes, asksCustomer: count > 1 && draw.coin(), resolveAfter: all)
    }

    /// Nil for customers who never say anything.
    package func verdict(on ticket: UInt64, cycle: Int) -> Verdict? {
        var draw = SplitMix64.of(seed, .verdict, ticket &* 1_024 &+ UInt64(cycle))
        guard draw.chance(Self.rated, in: 1_000) else { return nil }
        let grade = draw.weighted(["very-satisfied": 35, "satisfied": 45, "fair": 12, "dissatisfied": 8])
        return Verdict(after: draw.mostlyLow(4 * Self.minute...60 * Self.minute), grade: grade)
    }

    /// One of five calls comes too late, after the hour that there is for it.
    package func followUp(on ticket: UInt64, cycle: Int) -> FollowUp {
        var draw = SplitMix64.of(seed, .followUp, ticket &* 1_024 &+ UInt64(cycle))
        let isLate = draw.chance(1, in: 5)
        let after =
            isLate
            ? draw.number(in: 65 * Self.minute...75 * Self.minute) : draw.mostlyLow(3 * Self.minute...40 * Self.minute)
        let outcome = draw.weighted([FollowUp.Outcome.close: 60, .reopen: 25, .escalate: 15])
        return FollowUp(callAfter: after, then: outcome == .reopen && cycle >= Self.cyclesMax ? .close : outcome)
    }
}
