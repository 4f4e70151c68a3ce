package import CivilTime

/// Time that does not count, whatever the calendar says: waiting for the customer.
package struct Pause: Hashable, Sendable {
    package let start: Timestamp
    /// Nil while it lasts.
    package let end: Timestamp?

    package init(from start: Timestamp, to end: Timestamp?) {
        self.start = start
        self.end = end
    }

    /// What pauses, in any order and over each other, leave out between two moments: in order, apart, not empty.
    static func apart(_ pauses: [Pause], from start: Int64, to end: Int64) throws(CalendarError) -> [Range<Int64>] {
        guard pauses.count <= CalendarLimits.pausesMax else {
            throw .tooMany(.pauses, limit: CalendarLimits.pausesMax)
        }
        var clipped: [Range<Int64>] = []
        for pause in pauses {
            if let pauseEnd = pause.end, pauseEnd.milliseconds < pause.start.milliseconds {
                throw .endBeforeStart(from: pause.start, to: pauseEnd)
            }
            let from = max(start, pause.start.milliseconds)
            let to = min(end, pause.end?.milliseconds ?? .max)
            if from < to { clipped.append(from..<to) }
        }
        var apart: [Range<Int64>] = []
        for pause in clipped.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = apart.last, pause.lowerBound <= last.upperBound {
                apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, pause.upperBound)
            } else {
                apart.append(pause)
            }
        }
        return apart
    }
}

extension BusinessCalendar {
    /// When something is due that began at `start` and has so much working time, of which none counts in `pauses`.
    ///
    /// What is due at the moment when a pause begins is due then.
    /// - Parameter milliseconds: 0 or more.
    /// - Returns: nil while a pause lasts before it is due.
    /// - Throws: `momentOutOfRange`, `notReached`, what is wrong with a pause.
    /// - Complexity: O(n log n) in the pauses.
    package func due(
        from start: Timestamp, milliseconds: Int64, pauses: [Pause] = []
    ) throws(CalendarError) -> Timestamp? {
        precondition(milliseconds >= 0, "a deadline lies after what it is a deadline of")
        var due = try add(milliseconds: milliseconds, to: start)
        var total = milliseconds
        for pause in try Pause.apart(pauses, from: start.milliseconds, to: .max) where total > 0 {
            if due.milliseconds <= pause.lowerBound { break }
            if pause.upperBound == .max { return nil }
            let end = Timestamp(milliseconds: pause.upperBound)
            total += try counted(at: end) - counted(until: pause.lowerBound)
            due = try add(milliseconds: total, to: start)
        }
        return due
    }
}
