import Calendars
import CivilTime
import Foundation
import SharedRecords
import Testing

/// The cases of a library of working hours, where they are: see the README of the shared data.
@Suite("Cases of others")
struct WorkingHoursCasesTests {
    private static let source = "calendars/working-hours-cases.json"
    private static let missing = SharedRecords.missing(source)

    @Test("hold", .enabled(if: missing == nil, "\(missing ?? "")"))
    func cases() throws {
        let data = Data(try #require(SharedRecords.bytes(Self.source)))
        let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let cases = try #require(file["cases"] as? [[String: Any]])
        for (index, fields) in cases.enumerated() {
            let one = try Case(fields, defaultHours: file["default_hours"])
            #expect(try one.answer() == one.expected, "case \(index): \(fields)")
        }
        #expect(cases.count == 93)
    }

    private struct Case {
        let operation: String
        let input: [Any]
        let expected: String
        let calendar: BusinessCalendar

        init(_ fields: [String: Any], defaultHours: Any?) throws {
            operation = try #require(fields["op"] as? String)
            input = try #require(fields["input"] as? [Any])
            expected = try Self.normal(#require(fields["expected"]))
            let hours = try #require(
                (fields["hours"] as? [String: [[String]]]) ?? (defaultHours as? [String: [[String]]]))
            var week: [Weekday: [WorkingSpan]] = [:]
            for weekday in Weekday.allCases {
                week[weekday] = try hours[String("\(weekday)".prefix(3))]?.flatMap { try spans("\($0[0])-\($0[1])") }
            }
            let holidays = try #require(fields["holidays"] as? [String])
            let days: [SpecialDay] = try holidays.map { .holiday(try CalendarsTests.date($0), "holiday") }
            calendar = try BusinessCalendar(
                name: "case", zone: zone(#require(fields["time_zone"] as? String)), week: WeeklyHours(week),
                specialDays: days)
        }

        func answer() throws -> String {
            switch operation {
            case "add_days":
                let count = try number(1)
                guard let moment = Timestamp(try text(0)) else {
                    return try calendar.add(workingDays: count, to: date(text(0))).text
                }
                return try calendar.add(workingDays: count, to: moment).text
            case "add_seconds": return try calendar.add(milliseconds: Int64(number(1)) * 1000, to: instant(0)).text
            case "advance_to_working_time": return try opening().text
            case "next_working_time": return try nextOpening().text
            case "advance_to_closing_time":
                let start = try opening()
                let end = Timestamp(milliseconds: start.milliseconds + day)
                return try calendar.explain(from: start, to: end)[0].end.text
            // The first moment with as much work before it.
            case "return_to_working_time":
                let long = Timestamp(milliseconds: try instant(0).milliseconds - 30 * day)
                return try calendar.add(milliseconds: calendar.measure(from: long, to: instant(0)), to: long).text
            case "is_working_day": return try String(calendar.isWorkingDay(date(text(0))))
            case "in_working_hours": return try String(calendar.isOpen(at: instant(0)))
            case "working_days_between": return try String(calendar.workingDays(from: date(text(0)), to: date(text(1))))
            case "working_seconds_between":
                return try String(calendar.measure(from: instant(0), to: instant(1)) / 1000)
            default: return "unknown operation"
            }
        }

        private func opening() throws -> Timestamp {
            try calendar.isOpen(at: instant(0)) ? instant(0) : nextOpening()
        }

        private func nextOpening() throws -> Timestamp {
            let opening = try calendar.nextOpening(after: instant(0))
            return try #require(opening)
        }

        private func text(_ index: Int) throws -> String { try #require(input[index] as? String) }

        private func instant(_ index: Int) throws -> Timestamp { try moment(text(index)) }

        private func number(_ index: Int) throws -> Int { try #require(input[index] as? Int) }

        private func date(_ text: String) throws -> CivilDate { try CalendarsTests.date(String(text.prefix(10))) }

        private static func normal(_ expected: Any) throws -> String {
            if let text = expected as? String { return Timestamp(text)?.text ?? text }
            let number = try #require(expected as? NSNumber)
            // Foundation has one class for both, and bridges true to 1.
            return CFBooleanKind.isBoolean(number) ? String(number.boolValue) : String(number.intValue)
        }
    }

    private enum CFBooleanKind {
        static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
    }
}

extension CivilDate {
    fileprivate var text: String { String(Timestamp(milliseconds: days * 86_400_000).text.prefix(10)) }
}
