import Calendars
import CivilTime
import Testing

@Suite("A calendar that is wrong")
struct DeclarationTests {
    @Test(
        "says which spans are",
        arguments: [
            ("09:00-09:00", "tuesday: the span 09:00-09:00 has no length"),
            ("18:00-09:00", "tuesday: the span 18:00-09:00 has no length"),
            ("09:00-12:00 11:59:59.999-18:00", "tuesday: 09:00-12:00 and 11:59:59.999-18:00 overlap"),
            ("13:00-18:00 09:00-12:00", "tuesday: 09:00-12:00 stands after 13:00-18:00; sort the spans"),
            ("13:00-18:00 13:00-18:00", "tuesday: 13:00-18:00 and 13:00-18:00 overlap"),
        ])
    func badSpans(_ text: String, _ expected: String) throws {
        let spans = try spans(text)
        #expect(message { _ = try WeeklyHours([.tuesday: spans]) } == expected)
        let own = try SpecialDay(date("2026-11-22"), "own", .spans(spans))
        let ofDate = expected.replacing("tuesday", with: "2026-11-22")
        #expect(message { _ = try office("09:00-18:00", in: "UTC", [own]) } == ofDate)
    }

    @Test("says which dates are")
    func badDates() throws {
        let table: [([SpecialDay], String)] = [
            ([.holiday(CivilDate(year: 2026, month: 2, day: 29), "a")], "there is no 2026-02-29"),
            ([.holiday(CivilDate(year: 1969, month: 12, day: 31), "a")], "1969-12-31 is not between 1970 and 2199"),
            ([.holiday(CivilDate(year: 2200, month: 1, day: 1), "a")], "2200-01-01 is not between 1970 and 2199"),
            (
                [try .holiday(date("2026-11-22"), "a"), try .makeUp(date("2026-11-22"), "b")],
                "2026-11-22 has two rules; let it have one"
            ),
        ]
        for (days, expected) in table {
            #expect(message { _ = try office("09:00-18:00", in: "UTC", days) } == expected)
        }
    }

    @Test("says that nobody works in it, or that it is too large")
    func never() throws {
        let holiday = SpecialDay.holiday(try date("2026-11-22"), "a")
        let idle = "the calendar 'idle' has no working time; give a weekday some hours"
        #expect(message { _ = try BusinessCalendar(name: "idle", zone: .utc, week: WeeklyHours([:])) } == idle)
        #expect(
            message {
                _ = try BusinessCalendar(name: "idle", zone: .utc, week: WeeklyHours([:]), specialDays: [holiday])
            } == idle)
        // Like a day of rest.
        #expect(
            message {
                let makeUp = SpecialDay.makeUp(holiday.date, "a")
                _ = try BusinessCalendar(name: "idle", zone: .utc, week: WeeklyHours([:]), specialDays: [makeUp])
            } == idle)
        let many = Array(repeating: holiday, count: CalendarLimits.specialDaysMax + 1)
        #expect(message { _ = try office("09:00-18:00", in: "UTC", many) } == "more than 20000 dates")
        let short = try (0..<49).map { try #require(spans("00:\(10 + $0)-00:\(11 + $0)").first) }
        #expect(message { _ = try WeeklyHours([.monday: short]) } == "more than 48 spans a day")
    }

    @Test(
        "is written with times of day",
        arguments: [
            ("00:00", 0), ("09:00", 32_400_000), ("23:59:59.999", 86_399_999), ("24:00", 86_400_000),
            ("12:30:15", 45_015_000),
            ("24:00:00.001", nil), ("24:01", nil), ("25:00", nil), ("9:00", nil), ("09:60", nil), ("09:00:60", nil),
            ("09:00:00.1", nil), ("09", nil), ("", nil), ("09:00:00:00", nil), ("０９:00", nil), ("-9:00", nil),
            ("09.00", nil),
            ("09:00.500", nil), ("09:00:00.", nil), ("09:00 ", nil),
        ] as [(String, Int64?)])
    func timesOfDay(_ text: String, _ milliseconds: Int64?) {
        let time = TimeOfDay(text)
        #expect(time?.milliseconds == milliseconds)
        if let time { #expect(time.description == text) }
    }

    private func message(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? CalendarError)?.description }
        return nil
    }
}
