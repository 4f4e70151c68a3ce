import Calendars
import CivilTime
import Foundation
import SharedRecords
import Testing

@Suite("China's holidays")
struct ChinaHolidaysTests {
    private func calendar() throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "China", zone: zone("Asia/Shanghai"), week: WeeklyHours(mondayToFriday: spans("09:00-18:00")),
            specialDays: ChinaHolidays.specialDays(), holidaysKnownThrough: ChinaHolidays.knownThrough)
    }

    @Test("are those of every year from 2007 to 2026, each with its source")
    func years() throws {
        #expect(ChinaHolidays.notices.map(\.year) == Array(2007...2026))
        #expect(ChinaHolidays.knownThrough == 2026)
        #expect(try calendar().holidaysKnownThrough == 2026)
        for notice in ChinaHolidays.notices {
            #expect(!notice.sources.isEmpty && notice.sources.allSatisfy { $0.contains("://www.gov.cn/zhengce/") })
            let days = notice.holidays + notice.makeUps
            #expect(days.allSatisfy { (notice.year - 1...notice.year).contains($0.date.year) }, "\(notice.year)")
            // The law has 10 days in 2007, 11 from 2008 and 13 from 2025 on; the rest are weekends beside them.
            #expect((19...33).contains(notice.holidays.count), "\(notice.year): \(notice.holidays.count)")
            // One works on Saturdays and Sundays only to make up.
            let weekdays = notice.makeUps.filter { ($0.date.days + 700_003) % 7 < 5 }
            #expect(weekdays.isEmpty, "\(notice.year)")
        }
    }

    @Test("have English names, every one")
    func names() {
        #expect(ChinaHolidays.englishName("国庆节、中秋节") == "National Day and Mid-Autumn Festival")
        for day in ChinaHolidays.notices.flatMap({ $0.holidays + $0.makeUps }) {
            #expect(!ChinaHolidays.englishName(day.name).contains { !$0.isASCII }, "\(day.name)")
        }
    }

    /// Dates as the notices of 2023 to 2026 have them, which no data set here has.
    @Test(
        "are these",
        arguments: [
            ("2022-12-31", false), ("2023-01-28", true), ("2023-06-25", true), ("2023-10-06", false),
            ("2023-10-08", true),
            ("2024-02-09", true), ("2024-02-10", false), ("2024-02-17", false), ("2024-02-18", true),
            ("2024-09-14", true),
            ("2025-01-28", false), ("2025-02-04", false), ("2025-02-08", true), ("2025-10-08", false),
            ("2025-10-11", true),
            ("2026-01-04", true), ("2026-02-14", true), ("2026-02-15", false), ("2026-02-23", false),
            ("2026-05-09", true),
            ("2026-09-25", false), ("2026-09-20", true), ("2026-10-07", false), ("2026-10-08", true),
            ("2026-10-10", true),
            ("2027-01-01", true),
        ])
    func dates(_ text: String, _ isWorking: Bool) throws {
        #expect(try calendar().isWorkingDay(date(text)) == isWorking)
    }

    @Test("put a deadline over the Spring Festival")
    func springFestival() throws {
        // Friday 2026-02-13 17:00; Saturday is worked, then nine days are not.
        let due = try calendar().add(milliseconds: 11 * hour, to: moment("2026-02-13T17:00:00+08:00"))
        #expect(try due == moment("2026-02-24T10:00:00+08:00"))
    }

    private static let sources = (2007...2022).map { "calendars/\($0).json" }
    private static let missing = SharedRecords.missing(sources)

    @Test("are day by day those of the data set, where it is", .enabled(if: missing == nil, "\(missing ?? "")"))
    func dataSet() throws {
        let calendar = try calendar()
        var isOff: [String: Bool] = [:]
        for source in Self.sources {
            let data = Data(try #require(SharedRecords.bytes(source)))
            let file = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            for fields in try #require(file["days"] as? [[String: Any]]) {
                isOff[try #require(fields["date"] as? String)] = try #require(fields["isOffDay"] as? Bool)
            }
        }
        // The last day of 2022 is a matter of the notice for 2023.
        for days in try date("2007-01-01").days..<date("2022-12-31").days {
            let text = String(Timestamp(milliseconds: days * day).text.prefix(10))
            let isWeekend = (days + 3) % 7 >= 5
            #expect(try calendar.isWorkingDay(CivilDate(days: days)) == !(isOff[text] ?? isWeekend), "\(text)")
        }
        let early = isOff.keys.filter { $0 < "2007" }
        #expect(early.sorted() == ["2006-12-30", "2006-12-31"])
    }
}
