package import CivilTime

/// A part of the time between two moments in which one reason holds why it counts or does not.
package struct Segment: Hashable, Sendable {
    package let start: Timestamp
    package let end: Timestamp
    package let kind: Kind

    package init(start: Timestamp, end: Timestamp, kind: Kind) {
        self.start = start
        self.end = end
        self.kind = kind
    }

    package enum Kind: Hashable, Sendable {
        /// `special` is the name of the date where it has hours of its own.
        case working(special: String?)
        /// A make-up working day 调休, and the holiday that it is for.
        case makeUp(String)
        case closed(Reason)
        /// Whatever the calendar says.
        case paused
    }

    package enum Reason: Hashable, Sendable {
        /// On a day with working hours, but not in them: in the night, or at noon.
        case outsideHours
        /// A weekday without hours.
        case dayOff
        case holiday(String)
    }

    /// What of it counts, in ms: all or nothing.
    package var counted: Int64 {
        switch kind {
        case .working, .makeUp: end.milliseconds - start.milliseconds
        case .closed, .paused: 0
        }
    }
}

extension BusinessCalendar {
    /// Which time between two moments counts, and why the rest does not.
    ///
    /// The segments follow each other without a hole from `start` to `end`, none is empty, and no two neighbours are
    /// of one kind. What they count together is ``measure(from:to:pauses:)``.
    /// - Throws: `endBeforeStart`, `momentOutOfRange`, what is wrong with a pause; `tooLongToExplain` past
    ///   ``CalendarLimits/explainedDaysMax`` days.
    /// - Complexity: linear in days and pauses.
    package func explain(
        from start: Timestamp, to end: Timestamp, pauses: [Pause] = []
    ) throws(CalendarError) -> [Segment] {
        try Self.check(start)
        try Self.check(end)
        guard start.milliseconds <= end.milliseconds else { throw .endBeforeStart(from: start, to: end) }
        let (first, last) = (day(of: start.milliseconds), day(of: end.milliseconds))
        guard last - first < CalendarLimits.explainedDaysMax else { throw .tooLongToExplain(from: start, to: end) }
        let pauses = try Pause.apart(pauses, from: start.milliseconds, to: end.milliseconds)
        var explanation = Explanation(from: start.milliseconds, to: end.milliseconds, pauses: pauses)
        for days in first...last {
            let special = specialDay(on: days)
            let spans = spans(on: days)
            let worked: Segment.Kind
            if let special, case .like = special.hours {
                worked = .makeUp(special.name)
            } else {
                worked = .working(special: special?.name)
            }
            let closed: Segment.Kind
            if !spans.isEmpty {
                closed = .closed(.outsideHours)
            } else if let special, special.hours == .closed {
                closed = .closed(.holiday(special.name))
            } else {
                closed = .closed(.dayOff)
            }
            for span in spans {
                let part = zone.moments(of: span, on: days)
                explanation.goOn(to: part.lowerBound, closed)
                explanation.goOn(to: part.upperBound, worked)
            }
            explanation.goOn(to: zone.firstMoment(wallClock: (days + 1) * CalendarLimits.dayMilliseconds), closed)
        }
        return explanation.segments
    }
}

/// Segments one after another, cut at pauses and joined where they are of one kind.
private struct Explanation {
    private(set) var segments: [Segment] = []
    private var reached: Int64
    private let end: Int64
    private var pauses: ArraySlice<Range<Int64>>

    init(from start: Int64, to end: Int64, pauses: [Range<Int64>]) {
        reached = start
        self.end = end
        self.pauses = pauses[...]
    }

    mutating func goOn(to moment: Int64, _ kind: Segment.Kind) {
        let moment = min(moment, end)
        while reached < moment {
            guard let pause = pauses.first, pause.lowerBound < moment else { return add(moment, kind) }
            if reached < pause.lowerBound { add(pause.lowerBound, kind) }
            add(min(moment, pause.upperBound), .paused)
            if pause.upperBound <= moment { pauses.removeFirst() }
        }
    }

    private mutating func add(_ moment: Int64, _ kind: Segment.Kind) {
        var start = Timestamp(milliseconds: reached)
        if let last = segments.last, last.kind == kind { start = segments.removeLast().start }
        segments.append(Segment(start: start, end: Timestamp(milliseconds: moment), kind: kind))
        reached = moment
    }
}
