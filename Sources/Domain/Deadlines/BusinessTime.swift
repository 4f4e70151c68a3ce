public import Events

/// The time that counts: for deadlines that go by a calendar.
public protocol BusinessTime: Sendable {
    /// The first moment by which so much time has counted since `start`.
    func end(of length: Duration, from start: Instant) -> Instant
    /// How much counts between two moments, the earlier first.
    func counted(from start: Instant, to end: Instant) -> Duration
}

/// Every minute counts.
public struct EveryMinute: BusinessTime {
    public init() {}
    public func end(of length: Duration, from start: Instant) -> Instant { start.advanced(by: length) }
    public func counted(from start: Instant, to end: Instant) -> Duration {
        .milliseconds(end.milliseconds - start.milliseconds)
    }
}
