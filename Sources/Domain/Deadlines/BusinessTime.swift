public import Events

/// The time that counts: for deadlines that go by a calendar.
public protocol BusinessTime: Sendable {
    /// The first moment by which so much time has counted since `start`.
    func end(of length: Duration, from start: Instant) -> Instant
    /// How much counts between two moments, the earlier first.
    func counted(from start: Instant, to end: Instant) -> Duration
    /// Which of the time between two moments counts, the earlier first, and why: one segment after another, without a
    /// hole. Nil where there would be more of them than people read.
    /// - Parameter pauses: when the clock stood still, one after another.
    func segments(from start: Instant, to end: Instant, pauses: [ClosedRange<Instant>]) -> [CountedSegment]?
}

/// Every minute counts.
public struct EveryMinute: BusinessTime {
    public init() {}
    public func end(of length: Duration, from start: Instant) -> Instant { start.advanced(by: length) }
    public func counted(from start: Instant, to end: Instant) -> Duration {
        .milliseconds(end.milliseconds - start.milliseconds)
    }

    public func segments(
        from start: Instant, to end: Instant, pauses: [ClosedRange<Instant>]
    ) -> [CountedSegment]? {
        var segments: [CountedSegment] = []
        var reached = start
        for pause in pauses where pause.lowerBound < end {
            let (from, to) = (max(reached, pause.lowerBound), min(pause.upperBound, end))
            if reached < from { segments.append(CountedSegment(from: reached, to: from, .working)) }
            if from < to { segments.append(CountedSegment(from: from, to: to, .paused)) }
            reached = max(reached, to)
        }
        if reached < end { segments.append(CountedSegment(from: reached, to: end, .working)) }
        return segments
    }
}
