import Calendars
import CivilTime
import Testing

@Suite("Reckoning in working time")
struct ReckoningTests {
    // 2026-11-20 is a Friday.
    @Test(
        "adds and measures",
        arguments: [
            ("2026-11-20T09:00:00Z", 9 * hour, "2026-11-20T18:00:00Z"),
            ("2026-11-20T09:00:00Z", 9 * hour + 1, "2026-11-23T09:00:00.001Z"),
            ("2026-11-20T17:59:59.999Z", 1, "2026-11-20T18:00:00Z"),
            ("2026-11-20T20:00:00Z", 15 * minute, "2026-11-23T09:15:00Z"),
            ("2026-11-21T12:00:00Z", 9 * hour, "2026-11-23T18:00:00Z"),
            ("2026-11-21T12:00:00Z", 0, "2026-11-21T12:00:00Z"),
            ("2026-11-20T09:00:00Z", 45 * hour, "2026-11-26T18:00:00Z"),
            ("2026-11-20T09:00:00Z", 45 * 52 * hour, "2027-11-18T18:00:00Z"),
            ("2026-11-23T09:00:00Z", -9 * hour, "2026-11-20T09:00:00Z"),
            ("2026-11-23T09:00:00.001Z", -1, "2026-11-23T09:00:00Z"),
            ("2026-11-20T18:00:00Z", -1, "2026-11-20T17:59:59.999Z"),
            ("2026-11-22T00:00:00Z", -18 * hour, "2026-11-19T09:00:00Z"),
        ] as [(String, Int64, String)])
    func adding(_ start: String, _ milliseconds: Int64, _ end: String) throws {
        let calendar = try office()
        let (from, to) = (try moment(start), try moment(end))
        #expect(try calendar.add(milliseconds: milliseconds, to: from) == to)
        #expect(try calendar.subtract(milliseconds: -milliseconds, from: from) == to)
        #expect(try calendar.measure(from: from, to: to) == milliseconds)
        #expect(try calendar.measure(from: to, to: from) == -milliseconds)
    }

    @Test("knows several spans a day, to the millisecond")
    func spansOfADay() throws {
        let calendar = try office("09:00-12:00 13:30-18:00 22:00:00.500-24:00")
        let start = try moment("2026-11-20T11:00:00Z")
        #expect(try calendar.add(milliseconds: hour, to: start) == moment("2026-11-20T12:00:00Z"))
        #expect(try calendar.add(milliseconds: hour + 1, to: start) == moment("2026-11-20T13:30:00.001Z"))
        #expect(
            try calendar.add(milliseconds: 5 * hour + hour / 2 + 1, to: start) == moment("2026-11-20T22:00:00.501Z"))
        #expect(try calendar.isOpen(at: moment("2026-11-20T12:00:00Z")) == false)
        #expect(try calendar.isOpen(at: moment("2026-11-20T13:30:00Z")))
        #expect(try calendar.nextOpening(after: moment("2026-11-20T13:30:00Z")) == moment("2026-11-20T22:00:00.500Z"))
        #expect(try calendar.nextOpening(after: moment("2026-11-20T23:00:00Z")) == moment("2026-11-23T09:00:00Z"))
    }

    /// A night shift is two spans, which one cannot tell from one.
    @Test("joins spans over midnight")
    func nightShift() throws {
        let everyNight = try Dictionary(
            uniqueKeysWithValues: Weekday.allCases.map { ($0, try spans("00:00-06:00 22:00-24:00")) })
        let calendar = try BusinessCalendar(name: "night", zone: .utc, week: WeeklyHours(everyNight))
        #expect(
            try calendar.add(milliseconds: 8 * hour, to: moment("2026-11-20T22:00:00Z"))
                == moment("2026-11-21T06:00:00Z"))
        #expect(try calendar.nextOpening(after: moment("2026-11-20T23:00:00Z")) == moment("2026-11-21T22:00:00Z"))
        let segments = try calendar.explain(from: moment("2026-11-20T22:00:00Z"), to: moment("2026-11-21T07:00:00Z"))
        #expect(segments.map(\.counted) == [8 * hour, 0])
    }

    @Test("counts all of it, around the clock")
    func always() throws {
        let start = try moment("2026-11-20T22:00:00.001Z")
        for length in [1, hour, 30 * day, 3650 * day] {
            let end = try BusinessCalendar.always.add(milliseconds: length, to: start)
            #expect(end.milliseconds == start.milliseconds + length)
        }
        #expect(try BusinessCalendar.always.nextOpening(after: start) == nil)
        #expect(try BusinessCalendar.always.isOpen(at: start))
    }

    @Test("knows holidays, make-up working days and dates with hours of their own")
    func specialDays() throws {
        let calendar = try office(
            "09:00-18:00", in: "Asia/Shanghai",
            [
                .holiday(date("2026-10-01"), "国庆节"), .makeUp(date("2026-10-10"), "国庆节"),
                SpecialDay(date("2026-10-09"), "stocktaking", .spans(spans("09:00-10:00"))),
            ])
        // Wednesday; Thursday is the holiday, Friday a week later is short, the Saturday after it is worked.
        let start = try moment("2026-09-30T17:00:00+08:00")
        #expect(try calendar.add(milliseconds: 2 * hour, to: start) == moment("2026-10-02T10:00:00+08:00"))
        #expect(try calendar.add(milliseconds: 47 * hour, to: start) == moment("2026-10-09T10:00:00+08:00"))
        #expect(try calendar.add(milliseconds: 48 * hour, to: start) == moment("2026-10-10T10:00:00+08:00"))
        #expect(try calendar.isWorkingDay(date("2026-10-01")) == false)
        #expect(try calendar.isWorkingDay(date("2026-10-10")))
        #expect(try calendar.workingDays(from: date("2026-09-30"), to: date("2026-10-11")) == 7)
    }

    @Test(
        "adds working days, and counts them",
        arguments: [
            // Wednesday 2026-11-25 is a holiday, Saturday 2026-11-28 is worked.
            ("2026-11-23", 1, "2026-11-24"), ("2026-11-24", 1, "2026-11-26"), ("2026-11-27", 1, "2026-11-28"),
            ("2026-11-27", 2, "2026-11-30"), ("2026-11-26", -1, "2026-11-24"), ("2026-11-30", -3, "2026-11-26"),
            ("2026-11-23", 250, "2027-11-08"), ("2026-11-22", 0, "2026-11-22"),
            // From a day that is none: first to the next, or to the one before.
            ("2026-11-25", 1, "2026-11-27"), ("2026-11-25", -1, "2026-11-23"), ("2026-11-22", 1, "2026-11-24"),
        ] as [(String, Int, String)])
    func workingDays(_ start: String, _ count: Int, _ end: String) throws {
        let calendar = try office(
            "09:00-18:00", in: "America/New_York",
            [.holiday(date("2026-11-25"), "a"), .makeUp(date("2026-11-28"), "a")])
        let (from, to) = (try date(start), try date(end))
        #expect(try calendar.add(workingDays: count, to: from) == to)
        // At the same time of day, whatever clocks did between.
        let found = try calendar.add(workingDays: count, to: morning(from))
        #expect(try found == morning(to))
        guard try calendar.isWorkingDay(from) else { return }
        #expect(try calendar.workingDays(from: from, to: to) == count)
    }

    /// 08:15 in New York.
    private func morning(_ date: CivilDate) throws -> Timestamp {
        let clock = date.days * day + 8 * hour + 15 * minute
        let offset = try zone("America/New_York").offsetSeconds(at: Timestamp(milliseconds: clock))
        return Timestamp(milliseconds: clock - offset * 1000)
    }

    @Test("ends: what cannot be reached is refused, and moments out of range too")
    func ends() throws {
        let calendar = try office()
        let start = try moment("2026-11-20T09:00:00Z")
        for length in [Int64.max, .min, .min + 1, 100_000 * 24 * 365 * hour] {
            let error = CalendarError.notReached(milliseconds: length, from: start)
            #expect(throws: error) { try calendar.add(milliseconds: length, to: start) }
        }
        for milliseconds in [-1, CalendarLimits.momentMax + 1, .min, .max] {
            let outside = Timestamp(milliseconds: milliseconds)
            let error = CalendarError.momentOutOfRange(outside)
            #expect(throws: error) { try calendar.add(milliseconds: 1, to: outside) }
            #expect(throws: error) { try calendar.measure(from: start, to: outside) }
            #expect(throws: error) { try calendar.isOpen(at: outside) }
            #expect(throws: error) { try calendar.nextOpening(after: outside) }
        }
        let last = Timestamp(milliseconds: CalendarLimits.momentMax)
        let all = try calendar.measure(from: Timestamp(milliseconds: 0), to: last)
        #expect(try calendar.add(milliseconds: all, to: Timestamp(milliseconds: 0)) == moment("2199-12-31T18:00:00Z"))
        let tooMuch = CalendarError.notReached(milliseconds: all + 1, from: Timestamp(milliseconds: 0))
        #expect(throws: tooMuch) { try calendar.add(milliseconds: all + 1, to: Timestamp(milliseconds: 0)) }
        #expect(try calendar.nextOpening(after: last) == nil)
        let today = try date("2026-11-20")
        for count in [Int.max, .min, 50_000, -50_000] {
            let error = CalendarError.notReachedInDays(count, from: today)
            #expect(throws: error) { try calendar.add(workingDays: count, to: today) }
        }
    }

    @Test("ends where only one date has hours")
    func oneDate() throws {
        let party = SpecialDay(try date("2026-11-20"), "party", .spans(try spans("09:00-10:00")))
        let calendar = try BusinessCalendar(name: "once", zone: .utc, week: WeeklyHours([:]), specialDays: [party])
        let before = try moment("2026-01-01T00:00:00Z")
        #expect(try calendar.add(milliseconds: hour, to: before) == moment("2026-11-20T10:00:00Z"))
        #expect(try calendar.nextOpening(after: before) == moment("2026-11-20T09:00:00Z"))
        #expect(try calendar.nextOpening(after: moment("2026-11-20T09:30:00Z")) == nil)
        let error = CalendarError.notReached(milliseconds: hour + 1, from: before)
        #expect(throws: error) { try calendar.add(milliseconds: hour + 1, to: before) }
    }
}
