internal import EventRendering
package import Events
internal import Seeds

/// What a follower knows of every ticket, by the daemon's events alone, and what people do next because of them.
package struct TicketLedger: Sendable {
    package struct Ticket: Sendable {
        package let number: String
        package var lifeCycle = LifeCycle.waiting
        /// What draws go by.
        fileprivate let key: UInt64
        /// The index of who holds it, in the agenda.
        var agent = 0
        fileprivate var round = 0
        fileprivate var cycle = 1
        fileprivate let submittedAt: Int64
        fileprivate var isOffered = false
    }

    /// Something to be done so long after an event, by the day's clock.
    package struct Plan: Sendable, Hashable {
        package var milliseconds: Int
        package var step: Step
    }

    package private(set) var tickets: [Ticket] = []
    /// By life cycle.
    package private(set) var counts: [LifeCycle: Int] = [:]
    /// By type.
    package private(set) var events: [[UInt8]: Int] = [:]
    /// From the submission of each ticket to its first offer, by the times of the events.
    package private(set) var untilOffered = LatencyHistogram()
    /// Offers that the ledger saw for agents who are none of the day's.
    package private(set) var strangers = 0
    private let manner: DayManner
    private let agents: [[UInt8]: Int]
    private var indices: [[UInt8]: Int] = [:]

    package init(_ agenda: DayAgenda) {
        manner = DayManner(agenda)
        agents = Dictionary(
            uniqueKeysWithValues: agenda.agents.enumerated().map { (Array($1.identifier.utf8), $0) })
        indices.reserveCapacity(agenda.arrivals.count)
    }

    /// Tickets that somebody still has to do with.
    package var unfinished: Int {
        [LifeCycle.waiting, .offered, .accepted, .inProgress].reduce(0) { $0 + (counts[$1] ?? 0) }
    }

    /// What people do because of an event.
    package mutating func take(_ event: FollowedEvent) -> [Plan] {
        let type = Array(event.type)
        events[type, default: 0] += 1
        guard let happening = Happening.of[type], !event.ticket.isEmpty else { return [] }
        if happening == .submitted {
            add(event)
            return []
        }
        guard let index = indices[Array(event.ticket)] else { return [] }
        return take(happening, event, index)
    }

    private mutating func add(_ event: FollowedEvent) {
        let number = Array(event.ticket)
        indices[number] = tickets.count
        tickets.append(
            Ticket(
                number: String(decoding: number, as: UTF8.self), key: Self.key(number), submittedAt: event.time))
        counts[.waiting, default: 0] += 1
    }

    private mutating func take(_ happening: Happening, _ event: FollowedEvent, _ index: Int) -> [Plan] {
        switch happening {
        case .submitted: return []
        case .queued, .returned:
            move(index, to: .waiting)
            return []
        case .offered: return offered(index, event)
        case .accepted:
            move(index, to: .accepted)
            return work(index)
        case .progressed:
            move(index, to: .inProgress)
            return []
        case .resolved:
            move(index, to: .resolved)
            guard let verdict = verdict(index) else { return [] }
            return [Plan(milliseconds: verdict.after, step: Step(kind: .rate, subject: index))]
        case .rated: return rated(index)
        case .reopened:
            tickets[index].cycle += 1
            move(index, to: .waiting)
            return []
        case .closed:
            move(index, to: .closed)
            return []
        }
    }

    private mutating func move(_ index: Int, to lifeCycle: LifeCycle) {
        counts[tickets[index].lifeCycle, default: 0] -= 1
        counts[lifeCycle, default: 0] += 1
        tickets[index].lifeCycle = lifeCycle
    }

    private mutating func offered(_ index: Int, _ event: FollowedEvent) -> [Plan] {
        move(index, to: .offered)
        if !tickets[index].isOffered {
            tickets[index].isOffered = true
            untilOffered.note(nanoseconds: (event.time - tickets[index].submittedAt) * 1_000_000)
        }
        guard let agent = agents[Array(event.agent)] else {
            strangers += 1
            return []
        }
        tickets[index].agent = agent
        let answer = manner.answer(toOfferOf: tickets[index].key, round: tickets[index].round)
        tickets[index].round += 1
        switch answer {
        case .accept(let after):
            return [Plan(milliseconds: after, step: Step(kind: .accept, subject: index, agent: agent))]
        case .decline(let after):
            return [Plan(milliseconds: after, step: Step(kind: .decline, subject: index, agent: agent))]
        case .silent: return []
        }
    }

    private func work(_ index: Int) -> [Plan] {
        let work = manner.work(on: tickets[index].key, cycle: tickets[index].cycle)
        var plans = [Plan(milliseconds: work.contactAfter, step: Step(kind: .contact, subject: index))]
        for (place, after) in work.notesAfter.enumerated() {
            let isLast = place == work.notesAfter.count - 1
            let kind: Step.Kind = isLast && work.asksCustomer ? .ask : .progress
            plans.append(Plan(milliseconds: after, step: Step(kind: kind, subject: index)))
        }
        plans.append(Plan(milliseconds: work.resolveAfter, step: Step(kind: .resolve, subject: index)))
        return plans
    }

    func verdict(_ index: Int) -> DayManner.Verdict? {
        manner.verdict(on: tickets[index].key, cycle: tickets[index].cycle)
    }

    /// A clerk calls who is not satisfied, and sees to it.
    private func rated(_ index: Int) -> [Plan] {
        guard let grade = verdict(index)?.grade, ["fair", "dissatisfied"].contains(grade) else { return [] }
        let followUp = manner.followUp(on: tickets[index].key, cycle: tickets[index].cycle)
        func plan(_ kind: Step.Kind, _ minutes: Int) -> Plan {
            Plan(milliseconds: followUp.callAfter + minutes * 60_000, step: Step(kind: kind, subject: index))
        }
        switch followUp.then {
        case .close: return [plan(.call, 0), plan(.close, 2)]
        case .reopen: return [plan(.call, 0), plan(.reopen, 2)]
        case .escalate: return [plan(.call, 0), plan(.escalate, 2), plan(.close, 8)]
        }
    }

    /// FNV-1a.
    private static func key(_ number: [UInt8]) -> UInt64 {
        number.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
    }

    /// What changes a ticket's life or makes people do something.
    private enum Happening {
        case submitted, queued, returned, offered, accepted, progressed, resolved, rated, reopened, closed

        static let of: [[UInt8]: Happening] = {
            let types: [(EventType, Happening)] = [
                (.ticketSubmitted, .submitted), (.ticketQueued, .queued), (.offerMade, .offered),
                (.offerAccepted, .accepted), (.offerDeclined, .returned), (.offerExpired, .returned),
                (.progressRecorded, .progressed), (.ticketResolved, .resolved), (.ticketRated, .rated),
                (.ticketReopened, .reopened), (.ticketClosed, .closed),
            ]
            return Dictionary(uniqueKeysWithValues: types.map { (Array($0.code.utf8), $1) })
        }()
    }
}
