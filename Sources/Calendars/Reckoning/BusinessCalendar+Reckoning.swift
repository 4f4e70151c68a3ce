package import CivilTime

extension BusinessCalendar {
    /// The moment when so much working time has passed since another: what is due after it.
    ///
    /// With work at its end it is the end of that, not the beginning of the next. Nothing added is the moment itself,
    /// open or closed. Less than nothing goes back, as ``subtract(milliseconds:from:)`` does.
    /// - Throws: `momentOutOfRange`; `notReached` if there is not so much work until 2200 (or since 1970).
    /// - Complexity: logarithmic in special dates and transitions, whatever the length.
    package func add(milliseconds: Int64, to moment: Timestamp) throws(CalendarError) -> Timestamp {
        guard milliseconds != 0 else { return moment }
        let start = try counted(at: moment)
        let (sum, overflow) = start.addingReportingOverflow(milliseconds)
        let found = overflow ? nil : milliseconds > 0 ? firstMoment(counted: sum) : lastMoment(counted: sum)
        guard let found else { throw .notReached(milliseconds: milliseconds, from: moment) }
        return Timestamp(milliseconds: found)
    }

    /// The moment from which on so much working time passes until another. With work at its beginning it is the
    /// beginning of that, not the end of the work before.
    /// - Throws: as ``add(milliseconds:to:)``.
    package func subtract(milliseconds: Int64, from moment: Timestamp) throws(CalendarError) -> Timestamp {
        guard milliseconds != .min else { throw .notReached(milliseconds: milliseconds, from: moment) }
        return try add(milliseconds: -milliseconds, to: moment)
    }

    /// The working time between two moments without that in `pauses`, in ms; below zero if `end` is the earlier one.
    /// - Throws: `momentOutOfRange`; what is wrong with a pause.
    package func measure(
        from start: Timestamp, to end: Timestamp, pauses: [Pause] = []
    ) throws(CalendarError) -> Int64 {
        if end.milliseconds < start.milliseconds { return -(try measure(from: end, to: start, pauses: pauses)) }
        var measured = try counted(at: end) - counted(at: start)
        for pause in try Pause.apart(pauses, from: start.milliseconds, to: end.milliseconds) {
            measured -= counted(until: pause.upperBound) - counted(until: pause.lowerBound)
        }
        return measured
    }

    /// Whether a moment is in working time. The moment at which a span ends is not.
    /// - Throws: `momentOutOfRange`.
    package func isOpen(at moment: Timestamp) throws(CalendarError) -> Bool {
        try Self.check(moment)
        let days = day(of: moment.milliseconds)
        return spans(on: days).contains { zone.moments(of: $0, on: days).contains(moment.milliseconds) }
    }

    /// The first moment after another at which work begins.
    ///
    /// Spans that touch are one; a calendar that never closes has no opening.
    /// - Returns: nil if there is none until 2200.
    /// - Throws: `momentOutOfRange`.
    /// - Complexity: linear in the days until it closes, then logarithmic.
    package func nextOpening(after moment: Timestamp) throws(CalendarError) -> Timestamp? {
        guard let closing = try nextClosing(from: moment) else { return nil }
        return lastMoment(counted: counted(until: closing)).map(Timestamp.init(milliseconds:))
    }

    /// Where the open time that a moment lies in ends; the moment itself if it is closed. Nil if it never closes.
    private func nextClosing(from moment: Timestamp) throws(CalendarError) -> Int64? {
        try Self.check(moment)
        var closing = moment.milliseconds
        for days in day(of: closing)...CalendarLimits.days.upperBound {
            for span in spans(on: days) {
                let part = zone.moments(of: span, on: days)
                if closing < part.lowerBound { return closing }
                closing = max(closing, part.upperBound)
            }
            if closing < zone.firstMoment(wallClock: (days + 1) * CalendarLimits.dayMilliseconds) { return closing }
        }
        return nil
    }

    func counted(at moment: Timestamp) throws(CalendarError) -> Int64 {
        try Self.check(moment)
        return counted(until: moment.milliseconds)
    }

    static func check(_ moment: Timestamp) throws(CalendarError) {
        guard (0...CalendarLimits.momentMax).contains(moment.milliseconds) else { throw .momentOutOfRange(moment) }
    }
}
