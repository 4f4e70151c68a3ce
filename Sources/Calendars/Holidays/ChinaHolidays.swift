package import CivilTime

/// China's public holidays 法定节假日 and the working days 调休 that make up for them.
///
/// Source: 《国务院办公厅关于…年部分节假日安排的通知》, the notice of the State Council's General Office for each year,
/// as amended; ``notices`` has their addresses. A notice may rule days of the December before its year.
package enum ChinaHolidays {
    /// A year's notice.
    package struct Notice: Hashable, Sendable {
        package let year: Int64
        /// Where it is published, and after it what amended it.
        package fileprivate(set) var sources: [String]
        package fileprivate(set) var holidays: [Named]
        package fileprivate(set) var makeUps: [Named]
    }

    package struct Named: Hashable, Sendable {
        package let date: CivilDate
        package let name: String
    }

    /// By year, without a gap.
    package static let notices = read(texts)

    /// After this year no holiday is known here, and weeks are ordinary ones.
    package static let knownThrough = notices[notices.count - 1].year

    /// The dates as a calendar takes them.
    /// - Parameter weekday: whose hours a make-up working day has.
    package static func specialDays(makeUpLike weekday: Weekday = .monday) -> [SpecialDay] {
        notices.flatMap { notice in
            notice.holidays.map { .holiday($0.date, $0.name) }
                + notice.makeUps.map { .makeUp($0.date, $0.name, like: weekday) }
        }
    }

    /// What a holiday is called in English; days that are two at once are named by both.
    package static func englishName(_ name: String) -> String {
        name.split(separator: "、").map { english[String($0)] ?? String($0) }.joined(separator: " and ")
    }

    private static let english = [
        "元旦": "New Year's Day", "春节": "Spring Festival", "清明节": "Qingming Festival", "劳动节": "Labour Day",
        "端午节": "Dragon Boat Festival", "中秋节": "Mid-Autumn Festival", "国庆节": "National Day",
        "抗战胜利纪念日": "Victory Day",
    ]

    /// A year and its source on a line, and what amended it on the next; then a line each for a holiday, its first and
    /// last day, and the days that make up for it:
    ///
    ///     2020 http://www.gov.cn/…
    ///     http://www.gov.cn/…
    ///     元旦 01-01
    ///     春节 01-24..02-02 +01-19
    private static func read(_ texts: String) -> [Notice] {
        var notices: [Notice] = []
        for line in texts.split(separator: "\n") {
            let words = line.split(separator: " ")
            if let year = Int64(words[0]) {
                notices.append(Notice(year: year, sources: [String(words[1])], holidays: [], makeUps: []))
                continue
            }
            var notice = notices.removeLast()
            defer { notices.append(notice) }
            if words[0].hasPrefix("http") {
                notice.sources.append(String(words[0]))
                continue
            }
            let ends = words[1].split(separator: ".").map { date($0, year: notice.year).days }
            let name = String(words[0])
            for days in ends[0]...ends[ends.count - 1] {
                notice.holidays.append(Named(date: CivilDate(days: days), name: name))
            }
            for makeUp in words[2...] {
                notice.makeUps.append(Named(date: date(makeUp.dropFirst(), year: notice.year), name: name))
            }
        }
        return notices
    }

    /// `01-28` or `2022-12-31`
    private static func date(_ text: Substring, year: Int64) -> CivilDate {
        let numbers = text.split(separator: "-").compactMap { Int64($0) }
        precondition((2...3).contains(numbers.count), "a date of a notice is MM-DD or YYYY-MM-DD")
        let date = CivilDate(
            year: numbers.count == 3 ? numbers[0] : year, month: numbers[numbers.count - 2],
            day: numbers[numbers.count - 1])
        precondition(date.exists, "a date of a notice exists")
        return date
    }
}
