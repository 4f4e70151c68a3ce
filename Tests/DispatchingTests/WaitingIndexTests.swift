import Dispatching
import Events
import Seeds
import Testing

@Suite("Tickets that wait")
struct WaitingIndexTests {
    private struct Waiting {
        var ticket: TicketOrdinal
        var priority: Priority
        var skill: String?
    }

    private static let skills = ["系统故障", "售后", "投诉"]

    @Test("It does as a list that is gone through", arguments: 1...20)
    func storm(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var index = WaitingIndex()
        var plain: [Waiting] = []
        // Some seeds let many wait, so that runs divide, and then all go.
        let (stay, range) = seed % 3 == 0 ? (9, 6_000) : (5, 80)
        for step in 0..<(range == 80 ? 3_000 : 9_000) {
            let ticket = TicketOrdinal(rawValue: 1 + UInt64(random.below(range)))
            let known = plain.firstIndex { $0.ticket == ticket }
            if let known, !random.chance(stay, in: 10) || step > 7_000 {
                index.remove(ticket)
                plain.remove(at: known)
            } else {
                let waiting = Waiting(
                    ticket: ticket, priority: random.pick(Priority.allCases),
                    skill: random.pick([nil] + Self.skills.map { $0 }))
                index.set(ticket, waiting.priority, skill: waiting.skill)
                if let known { plain.remove(at: known) }
                plain.append(waiting)
            }
            guard range == 80 || step % 40 == 0 else { continue }
            compare(index, plain, &random, "seed \(seed), step \(step)")
        }
    }

    private func compare(_ index: WaitingIndex, _ plain: [Waiting], _ random: inout SplitMix64, _ comment: Comment) {
        let sorted = plain.sorted { ($1.priority, $0.ticket) < ($0.priority, $1.ticket) }
        #expect(index.count == sorted.count, comment)
        #expect(index.tickets == sorted.map(\.ticket), comment)
        let length = random.below(20)
        #expect(index.prefix(length) == sorted.prefix(length).map(\.ticket), comment)
        let skills = Self.skills.filter { _ in random.chance(1, in: 2) } + ["nobody's"]
        let divisor = 1 + random.next() % 4
        let isRight: (TicketOrdinal) -> Bool = { $0.rawValue % divisor == 0 }
        let first = sorted.first { waiting in
            (waiting.skill.map { skills.contains($0) } ?? true) && isRight(waiting.ticket)
        }
        #expect(index.first(withSkills: skills, where: isRight) == first?.ticket, comment)
        guard !sorted.isEmpty else { return }
        let place = random.below(sorted.count)
        #expect(index.countBefore(sorted[place].ticket, sorted[place].priority) == place, comment)
        #expect(index.contains(sorted[place].ticket), comment)
        let behind = sorted[(place + 1)...].prefix(length).map(\.ticket)
        #expect(index.list(behind: sorted[place].ticket, sorted[place].priority, length) == behind, comment)
    }

    @Test("Only tickets that the agent has the skill for are looked at, the highest priority and the oldest first")
    func looking() {
        var index = WaitingIndex()
        var pool = AgentPool()
        let (agent, now) = (AgentOrdinal(rawValue: 1), Instant(milliseconds: 1_700_000_000_000))
        pool.set(agent, AgentProfile(skills: [.init(code: "售后", level: 1)], capacity: 1), at: now)
        for number in 1...1_000 {
            let skill = number == 500 ? nil : number % 100 == 0 ? "售后" : "投诉"
            index.set(TicketOrdinal(rawValue: UInt64(number)), number == 900 ? .high : .low, skill: skill)
        }
        var looked: [UInt64] = []
        let all: (TicketOrdinal) -> Bool = { ticket in
            looked.append(ticket.rawValue)
            return false
        }
        #expect(index.first(for: agent, in: pool, where: all) == nil)
        #expect(looked.isEmpty, "not on line")
        pool.change(agent, .online, at: now)
        #expect(index.first(for: agent, in: pool, where: all) == nil)
        #expect(looked == [900, 100, 200, 300, 400, 500, 600, 700, 800, 1_000])
    }

    @Test("Only what waits stops waiting")
    func removing() async {
        await #expect(processExitsWith: .failure) {
            var index = WaitingIndex()
            index.remove(TicketOrdinal(rawValue: 1))
        }
    }
}
