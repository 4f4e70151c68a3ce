import Calendars
import CivilTime

/// Working time found by walking from moment to moment in equal steps and looking at the clock: slow, and too simple
/// to be wrong. Knows of a calendar only its zone's offsets and its spans.
///
/// The clock it looks at is never put back: where the zone's is, it stands until that has caught up. So each time of a
/// day is shown once, and a span lasts from when its start is first shown until its end is.
struct SteppingOracle {
    let start: Int64
    let step: Int64
    /// Whether each step from `start` on is in working time.
    let open: [Bool]

    /// - Parameter step: in ms; everything of interest lies on a multiple of it from `start`.
    init(_ calendar: BusinessCalendar, from start: Int64, count: Int, step: Int64) {
        self.start = start
        self.step = step
        let specials = Dictionary(uniqueKeysWithValues: calendar.specialDays.map { ($0.date.days, $0) })
        var shown = Int64.min
        var open: [Bool] = []
        open.reserveCapacity(count)
        // What was shown before: no clock was ever put back by more than a day.
        var moments = Array(stride(from: start - 2 * day, to: start, by: Int(minute)))
        moments += (0..<Int64(count)).map { start + $0 * step }
        for moment in moments {
            let offset = calendar.zone.offsetSeconds(at: Timestamp(milliseconds: moment))
            shown = max(shown, moment + offset * 1000)
            guard moment >= start else { continue }
            let days = (shown + 1000 * day) / day - 1000
            let ofDay: [WorkingSpan]
            switch specials[days]?.hours {
            case .closed: ofDay = []
            case .like(let weekday): ofDay = calendar.week[weekday]
            case .spans(let spans): ofDay = spans
            case nil: ofDay = calendar.week[Weekday.allCases[Int((days + 7003) % 7)]]
            }
            let time = shown - days * day
            open.append(ofDay.contains { $0.start.milliseconds <= time && time < $0.end.milliseconds })
        }
        self.open = open
    }

    func moment(_ index: Int) -> Timestamp { Timestamp(milliseconds: start + Int64(index) * step) }

    /// - Parameter pauses: in steps.
    func measure(_ from: Int, _ to: Int, pauses: [Range<Int>] = []) -> Int64 {
        (from..<to).reduce(0) { sum, index in
            sum + (open[index] && !pauses.contains { $0.contains(index) } ? step : 0)
        }
    }

    /// The first step with `length` of working time between `from` and it; nil if there is not so much.
    func add(_ length: Int64, to from: Int, pauses: [Range<Int>] = []) -> Int? {
        var rest = length
        var index = from
        while rest > 0 {
            guard index < open.count else { return nil }
            if open[index], !pauses.contains(where: { $0.contains(index) }) { rest -= step }
            index += 1
        }
        return index
    }

    /// The last step with `length` of working time between it and `from`.
    func subtract(_ length: Int64, from: Int) -> Int? {
        var rest = length
        var index = from
        while rest > 0 {
            guard index > 0 else { return nil }
            index -= 1
            if open[index] { rest -= step }
        }
        return index
    }
}
