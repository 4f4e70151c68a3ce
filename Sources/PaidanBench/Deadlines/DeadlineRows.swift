internal import Bytes
internal import Domain
internal import Events
internal import Foundation
internal import Policies
internal import PolicyFiles
internal import Seeds
internal import SimulatedStorage

/// Clocks that become due among many that run, found by the schedule, beside going through every open ticket.
struct DeadlineRows {
    let tickets: Int
    let seconds: Int
    let rounds: Int

    /// Every so manyth second is found by going through all too.
    private static let secondsAScan = 10
    /// 2024-05-06 09:00:00 in China.
    private static let start = Instant(milliseconds: 1_714_957_200_000)

    private struct Round {
        var bytes = 0.0
        var found: [Int64] = []
        var scanned: [Int64] = []
        /// For each clock that fired, its share of the second's.
        var fired: [Int64] = []
    }

    struct Differs: Error { let second: Int }

    func rows(_ progress: Progress) throws -> [Row] {
        let all = try (1...rounds).map { number in
            progress.say("round \(number) of \(rounds)")
            return try round(LogBench.seed + UInt64(number))
        }
        func times(_ figures: KeyPath<Round, [Int64]>, _ percent: Double) -> [Double] {
            all.map { Latencies(nanoseconds: $0[keyPath: figures]).percentileMicroseconds(percent) }
        }
        let of = "of \(tickets) open tickets"
        return [
            // Of the first round alone: the next ones find room that it has left.
            Row(
                "deadlines.memory", "memory for each \(of), its clock included", .bytes, [all[0].bytes],
                target: .atMost(1_024, "1 KiB"))
        ]
            + [50.0, 99.0].flatMap { percent in
                [
                    Row(
                        "deadlines.find.p\(Int(percent))", "what a second makes due, \(of), p\(Int(percent))",
                        .microseconds, times(\.found, percent),
                        baseline: ("going through them", times(\.scanned, percent))),
                    Row(
                        "deadlines.fire.p\(Int(percent))", "one that is due, decided and folded, p\(Int(percent))",
                        .microseconds, times(\.fired, percent)),
                ]
            }
    }

    private func round(_ seed: UInt64) throws -> Round {
        var random = SplitMix64(seed: seed)
        var round = Round()
        let before = Self.residentBytes()
        var world = World()
        // Within half an hour, so that nothing is due before the last came.
        let apart = 1_800_000 / Double(tickets)
        for number in 0..<tickets {
            world.now = Self.start.advanced(by: .milliseconds(Int64(apart * Double(number))))
            try world.submit(Priority.allCases[random.below(4)])
        }
        round.bytes = Double(Self.residentBytes() - before) / Double(tickets)
        // The first urgent one warns 48 minutes after it came.
        world.now = Self.start.advanced(by: .seconds(48 * 60))
        for second in 0..<seconds {
            world.now = world.now.advanced(by: .seconds(1))
            let now = world.now
            let expected = second % Self.secondsAScan == 0 ? DecisionRows.time { world.due(at: now) } : nil
            let (due, time) = DecisionRows.time { world.state.takeDue(at: now) }
            round.found.append(time)
            if let expected {
                round.scanned.append(expected.1)
                guard Set(expected.0) == Set(due.compactMap(Self.ticket)) else { throw Differs(second: second) }
            }
            let (_, fired) = try DecisionRows.time { for command in due { try world.carryOut(command) } }
            if !due.isEmpty { round.fired.append(fired / Int64(due.count)) }
        }
        return round
    }

    private static func ticket(_ command: Command) -> TicketOrdinal? {
        guard case .fire(let ticket, _, _) = command else { return nil }
        return ticket
    }

    private static func residentBytes() -> Int {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        return pages.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * Int(getpagesize()) } ?? 0
    }
}

/// A state in which nobody is there to take a ticket.
private struct World {
    var state = DomainState(policy: PolicyFiles.profile("smart-dispatch").policy)
    var now = Instant(milliseconds: 0)

    mutating func submit(_ priority: Priority) throws {
        try carryOut(
            .submit(
                Submission(
                    customer: .new(CustomerRegistered()), channel: "wechat",
                    finding: Submission.Finding(
                        category: "咨询", confidence: 1_000_000, categoryWords: [], priority: priority,
                        priorityWords: []))))
    }

    /// Found by going through all that are open.
    func due(at now: Instant) -> [TicketOrdinal] {
        state.openTickets.values.filter { ticket in
            ticket.clocks.contains { clock in
                !clock.isOver && clock.pausedAt == nil && min(clock.warnAt ?? clock.dueAt, clock.dueAt) <= now
            }
        }
        .map(\.ticket)
    }

    /// With what follows from it.
    mutating func carryOut(_ command: Command) throws {
        var commands = [command]
        while let next = commands.popLast() {
            for event in try state.decide(next, at: now) {
                var envelope = Envelope()
                (envelope.recordedAt, envelope.policyVersion) = (now, state.policy.version)
                let body = try envelope.encoded(enclosing: event)
                let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
                try state.evolve(view)
                commands += try state.react(to: view)
            }
        }
    }
}
