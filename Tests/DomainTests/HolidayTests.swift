import Calendars
import Domain
import Events
import Policies
import PolicyFiles
import Testing

@Suite("Holidays that are not known yet")
struct HolidayTests {
    private static func calendar(_ holidays: [String]) throws -> Policy.Calendar {
        let declared = """

            calendars:
              - code: office
                zone: Asia/Shanghai
                week:
                  monday: [09:00-18:00]
                  tuesday: [09:00-18:00]
                  wednesday: [09:00-18:00]
                  thursday: [09:00-18:00]
                  friday: [09:00-18:00]
                  saturday: []
                  sunday: []
                holidays: [china]

            """
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        let all = source.replacing("\n# 工作日历", with: declared + "\n# 工作日历")
        var calendar = try #require(try PolicyFiles.read(Array(all.utf8)).policy.calendars.first)
        calendar.holidays = holidays
        return calendar
    }

    /// The last year that is known ends then, by UTC.
    private static let end = Instant(milliseconds: 1_798_761_600_000)

    @Test(
        "are warned of where a calendar goes by them, from ninety days before",
        arguments: [(91, ["china"], false), (89, ["china"], true), (-400, ["china"], true), (89, [], false)]
            as [(Int64, [String], Bool)])
    func warned(_ days: Int64, _ holidays: [String], _ isWarned: Bool) throws {
        var policy = World.policy
        #expect(policy.warnings(at: Self.end).isEmpty)
        policy.calendars = [try Self.calendar(holidays)]
        let warnings = policy.warnings(at: Self.end.advanced(by: .seconds(-days * 86_400)))
        #expect(warnings.count == (isWarned ? 1 : 0))
        #expect(warnings.allSatisfy { $0.english.contains("office") && $0.chinese.contains("2026") })
    }

    @Test("are marked in the explanation, from the first day after the last year that is known")
    func explained() throws {
        let time = CalendarTime(calendar: try Self.calendar(["china"]).reckoning(.utc))
        // From Thursday noon to Friday evening, which is New Year's Day.
        let start = Self.end.advanced(by: .seconds(-12 * 3_600))
        let segments = try #require(
            time.segments(from: start, to: Self.end.advanced(by: .seconds(20 * 3_600)), pauses: []))
        #expect(segments.map(\.isBeyondHolidays) == [false, false, true, true, true])
        #expect(segments.map { ($0.end.milliseconds - $0.start.milliseconds) / 3_600_000 } == [6, 6, 9, 9, 2])
        let own = CalendarTime(calendar: try Self.calendar([]).reckoning(.utc))
        let plain = try #require(own.segments(from: start, to: Self.end, pauses: []))
        #expect(plain.allSatisfy { !$0.isBeyondHolidays })
    }

    @Test("and days that make up for them are named in the explanation, and the policy's own exceptions are told")
    func named() throws {
        var calendar = try Self.calendar(["china"])
        // A Friday with hours of its own, and a Monday on which nobody works.
        calendar.exceptions = ["2026-10-09": [Policy.Span(from: 540, to: 600)], "2026-10-12": []]
        let time = CalendarTime(calendar: try calendar.reckoning(.utc))
        let day: Int64 = 86_400_000
        let last = Instant(milliseconds: 1_790_726_400_000)
        let segments = try #require(
            time.segments(from: last, to: Instant(milliseconds: last.milliseconds + 13 * day), pauses: []))
        let national = LocalText("国庆节", "National Day")
        let told = segments.filter { ![.working, .outsideHours, .dayOff].contains($0.reason) }
        #expect(told.map(\.reason) == [.holiday(national), .exception, .makeUp(national), .closed])
        #expect(told.map(\.counts) == [false, true, true, false])
        let lengths = told.map { ($0.end.milliseconds - $0.start.milliseconds) / 3_600_000 }
        #expect(lengths == [7 * 24, 1, 9, 24])
    }
}
