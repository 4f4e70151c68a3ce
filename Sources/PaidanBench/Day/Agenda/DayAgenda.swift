internal import Seeds

/// What is planned for a day before it begins: who works when, and when requests come. Times are in milliseconds since
/// the day began, by its own clock. Equal seeds make equal days.
package struct DayAgenda: Sendable {
    package let seed: UInt64
    package let milliseconds: Int
    package let agents: [DayAgent]
    /// The earliest first.
    package let presence: [PresenceChange]
    /// When each request comes, the earliest first.
    package let arrivals: [Int]
    /// How long a ticket takes its agent, on average: so long that all agents together are as busy as
    /// ``utilisationPercent`` says.
    package let workMilliseconds: Int

    package struct PresenceChange: Sendable, Hashable {
        package var at: Int
        /// Of the agenda's.
        package var agent: Int
        package var state: String
    }

    /// Of the room that all agents have for tickets while they are on line. In the busiest hours it is more than nine
    /// tenths, so that now and then a ticket has to wait.
    static let utilisationPercent = 80

    /// - Precondition: there is an agent and a ticket, and the day has at least a minute.
    package init(seed: UInt64, agents count: Int, tickets: Int, hours: Double) {
        precondition(count > 0 && tickets > 0 && hours * 60 >= 1, "somebody works, and something comes")
        self.seed = seed
        let length = Int((hours * 3_600_000).rounded())
        milliseconds = length
        let drawn = (0..<count).map { number in
            var draw = SplitMix64.of(seed, .agent, UInt64(number))
            return DayAgent(number, of: length, &draw)
        }
        agents = drawn
        presence = drawn.indices
            .flatMap { agent in
                drawn[agent].presence.map { PresenceChange(at: $0.at, agent: agent, state: $0.state) }
            }
            .sorted { ($0.at, $0.agent) < ($1.at, $1.agent) }
        arrivals = Self.arrivals(seed, tickets, length)
        let room = drawn.reduce(0) { $0 + $1.onlineMilliseconds * $1.capacity }
        workMilliseconds = max(1_000, room / 100 * Self.utilisationPercent / tickets)
    }

    private static func arrivals(_ seed: UInt64, _ count: Int, _ length: Int) -> [Int] {
        var draw = SplitMix64.of(seed, .arrival, 0)
        let weights = DayShape.arrivals
        let all = weights.reduce(0, +)
        return (0..<count)
            .map { _ in
                var rest = draw.below(all)
                var part = 0
                while rest >= weights[part] {
                    rest -= weights[part]
                    part += 1
                }
                let start = length * part / weights.count
                return start + draw.below(max(1, length * (part + 1) / weights.count - start))
            }
            .sorted()
    }
}
