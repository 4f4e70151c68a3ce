package import CivilTime

/// How far the clocks of a zone are ahead of UTC, at every moment of ``CalendarLimits/years``.
///
/// A value: whoever has the bytes of a TZif file makes one with ``init(name:tzif:)``. The rule at the end of such a
/// file is written out, year by year, so that the far future is looked up like the past.
package struct TimeZoneRules: Hashable, Sendable {
    package struct Transition: Hashable, Sendable {
        /// Since 1970-01-01 00:00 UTC. From this moment on ``offsetSeconds`` holds.
        package let milliseconds: Int64
        /// Ahead of UTC.
        package let offsetSeconds: Int64
    }

    /// As tzdata names it, such as `Asia/Shanghai`.
    package let name: String
    /// Ahead of UTC, until the first transition.
    package let initialOffsetSeconds: Int64
    /// In order; each changes the offset.
    package let transitions: [Transition]

    package static let utc = TimeZoneRules(name: "UTC", initialOffsetSeconds: 0, transitions: [])

    /// A zone whose clocks never change.
    /// - Throws: `malformedZone` if it is too far from UTC.
    package static func fixed(name: String, offsetSeconds: Int64) throws(CalendarError) -> Self {
        guard abs(offsetSeconds) <= CalendarLimits.offsetSecondsMax else {
            throw .malformedZone(.offsetOutOfRange, name: name)
        }
        return Self(name: name, initialOffsetSeconds: offsetSeconds, transitions: [])
    }

    /// - Parameter transitions: in order of time. Those that change nothing, or are long before the years that are
    ///   reckoned with, are left out.
    init(name: String, initialOffsetSeconds: Int64, transitions: [Transition]) {
        var initial = initialOffsetSeconds
        var kept: [Transition] = []
        for transition in transitions {
            if transition.milliseconds < CalendarLimits.days.lowerBound * CalendarLimits.dayMilliseconds {
                initial = transition.offsetSeconds
            } else if transition.offsetSeconds != kept.last?.offsetSeconds ?? initial {
                kept.append(transition)
            }
        }
        self.name = name
        self.initialOffsetSeconds = initial
        self.transitions = kept
    }

    /// How far clocks are ahead of UTC at a moment, in seconds. Logarithmic in the number of transitions.
    package func offsetSeconds(at moment: Timestamp) -> Int64 {
        offset(after: transitionCount(at: moment.milliseconds))
    }

    /// What clocks show at a moment, in ms since they showed 1970-01-01 00:00.
    package func wallClock(at moment: Int64) -> Int64 { moment + offset(after: transitionCount(at: moment)) * 1000 }

    /// The first moment at which clocks show `wallClock` or a later time.
    ///
    /// Where clocks are put forward over it, that is when they are; where they are put back and show it twice, it is
    /// the first time. So it never falls when `wallClock` rises, and days and spans have an order whatever clocks do.
    package func firstMoment(wallClock: Int64) -> Int64 {
        // Earlier than this no clock shows it.
        var count = transitionCount(at: wallClock - CalendarLimits.offsetSecondsMax * 1000)
        while true {
            let moment = wallClock - offset(after: count) * 1000
            let reached = count == 0 ? moment : max(moment, transitions[count - 1].milliseconds)
            guard count < transitions.count, reached >= transitions[count].milliseconds else { return reached }
            count += 1
        }
    }

    /// The transitions that have happened.
    private func transitionCount(at moment: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].milliseconds <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func offset(after count: Int) -> Int64 {
        count == 0 ? initialOffsetSeconds : transitions[count - 1].offsetSeconds
    }
}
