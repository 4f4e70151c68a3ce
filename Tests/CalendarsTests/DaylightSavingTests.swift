import Calendars
import CivilTime
import Testing

/// Hours in which clocks are changed: what lies between two moments, and not what clocks show, is counted.
@Suite("Working time while clocks are changed")
struct DaylightSavingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var zone: String
        var hours: String
        /// A working day of the zone.
        var date: String
        /// When work begins and ends, in UTC; as many as spans.
        var worked: [(String, String)]

        var testDescription: String { "\(zone) \(date) \(hours)" }
    }

    @Test(
        "is between the first moments at which clocks show its ends",
        arguments: [
            // 02:00 to 03:00 is left out on 2026-03-08 and 01:00 to 02:00 is shown twice on 2026-11-01.
            Row(
                zone: "America/New_York", hours: "00:00-24:00", date: "2026-03-08",
                worked: [("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")]),
            Row(
                zone: "America/New_York", hours: "00:00-24:00", date: "2026-11-01",
                worked: [("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")]),
            Row(
                zone: "America/New_York", hours: "09:00-18:00", date: "2026-03-08",
                worked: [("2026-03-08T13:00:00Z", "2026-03-08T22:00:00Z")]),
            // Both ends in the hour that is left out: nothing. One end: from or until the change.
            Row(
                zone: "America/New_York", hours: "02:10-02:50", date: "2026-03-08",
                worked: [("2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z")]),
            Row(
                zone: "America/New_York", hours: "02:30-04:00", date: "2026-03-08",
                worked: [("2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z")]),
            Row(
                zone: "America/New_York", hours: "01:00-02:30", date: "2026-03-08",
                worked: [("2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z")]),
            // Ends in the hour that is shown twice: the first time.
            Row(
                zone: "America/New_York", hours: "01:30-09:00", date: "2026-11-01",
                worked: [("2026-11-01T05:30:00Z", "2026-11-01T14:00:00Z")]),
            Row(
                zone: "America/New_York", hours: "00:00-01:30 01:30-03:00", date: "2026-11-01",
                worked: [
                    ("2026-11-01T04:00:00Z", "2026-11-01T05:30:00Z"), ("2026-11-01T05:30:00Z", "2026-11-01T08:00:00Z"),
                ]),
            Row(
                zone: "Europe/Berlin", hours: "00:00-24:00", date: "2026-03-29",
                worked: [("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]),
            // Half an hour.
            Row(
                zone: "Australia/Lord_Howe", hours: "00:00-24:00", date: "2026-04-05",
                worked: [("2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z")]),
            Row(
                zone: "Australia/Lord_Howe", hours: "01:45-09:00", date: "2026-10-04",
                worked: [("2026-10-03T15:15:00Z", "2026-10-03T22:00:00Z")]),
            // Midnight itself is left out, or shown twice.
            Row(
                zone: "America/Sao_Paulo", hours: "00:00-24:00", date: "2018-11-04",
                worked: [("2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]),
            Row(
                zone: "America/Sao_Paulo", hours: "00:00-24:00", date: "2018-02-17",
                worked: [("2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z")]),
            // Clocks are put back at 00:01, over midnight: that is shown once all the same.
            Row(
                zone: "America/St_Johns", hours: "00:00-24:00", date: "2010-11-07",
                worked: [("2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z")]),
            Row(
                zone: "America/St_Johns", hours: "22:00-24:00", date: "2010-11-06",
                worked: [("2010-11-07T00:30:00Z", "2010-11-07T02:30:00Z")]),
            // China saved daylight from 1986 to 1991; in 1986 from 4 May 02:00 to 14 September 02:00.
            Row(
                zone: "Asia/Shanghai", hours: "00:00-24:00", date: "1986-05-04",
                worked: [("1986-05-03T16:00:00Z", "1986-05-04T15:00:00Z")]),
            Row(
                zone: "Asia/Shanghai", hours: "00:00-24:00", date: "1986-09-14",
                worked: [("1986-09-13T15:00:00Z", "1986-09-14T16:00:00Z")]),
            // A whole day is left out.
            Row(
                zone: "Pacific/Apia", hours: "09:00-18:00", date: "2011-12-30",
                worked: [("2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z")]),
        ])
    func spanEnds(_ row: Row) throws {
        let date = try date(row.date)
        let only = SpecialDay(date, "only", .spans(try spans(row.hours)))
        let calendar = try BusinessCalendar(
            name: "one day", zone: zone(row.zone), week: WeeklyHours([.monday: spans("00:00-00:01")]),
            specialDays: [only])
        let (before, after) = (
            Timestamp(milliseconds: date.days * day - 14 * hour),
            Timestamp(milliseconds: date.days * day + 36 * hour)
        )
        var expected: Int64 = 0
        for (start, end) in row.worked {
            let (from, to) = (try moment(start), try moment(end))
            expected += to.milliseconds - from.milliseconds
            #expect(try calendar.measure(from: from, to: to) == to.milliseconds - from.milliseconds)
            guard from != to else { continue }
            #expect(try calendar.isOpen(at: from))
            #expect(try calendar.isOpen(at: Timestamp(milliseconds: to.milliseconds - 1)))
        }
        let special = try calendar.explain(from: before, to: after).filter { $0.kind == .working(special: "only") }
        #expect(special.reduce(0) { $0 + $1.counted } == expected)
    }

    @Test("is counted in years of changes")
    func years() throws {
        let calendar = try BusinessCalendar(name: "always", zone: zone("America/New_York"), week: .always)
        let start = try moment("2026-02-28T12:00:00Z")
        for days in [1, 30, 365, 36_500] as [Int64] {
            #expect(
                try calendar.add(milliseconds: days * day, to: start).milliseconds == start.milliseconds + days * day)
        }
    }
}
