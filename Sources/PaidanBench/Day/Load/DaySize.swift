/// How big a day is, and what is attached to the daemon meanwhile.
struct DaySize: Sendable {
    var agents: Int
    var tickets: Int
    var hours: Double
    /// Times as fast as life.
    var speed: Int
    var seed: UInt64
    var screens: Int
    var followers: Int
    /// On which people act.
    var connections: Int

    /// How long it takes, by the machine's clock, until nothing new comes.
    var seconds: Double { hours * 3_600 / Double(speed) }

    /// So long after an event, by the day's clock, is so long by the machine's.
    func nanoseconds(ofDayMilliseconds milliseconds: Int) -> Int64 { Int64(milliseconds) * 1_000_000 / Int64(speed) }
}
