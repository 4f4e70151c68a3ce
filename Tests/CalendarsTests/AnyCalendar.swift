import Calendars
import CivilTime
import Seeds

/// Calendars as odd as a seed makes them, near changes of clocks.
struct AnyCalendar {
    let calendar: BusinessCalendar
    /// A midnight of UTC from which on there is something to see for three weeks.
    let start: Int64
    var seeded: SplitMix64

    static let zones = [
        "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Shanghai", "America/Sao_Paulo",
        "America/St_Johns",
        "Pacific/Apia", "UTC",
    ]

    init(seed: Int) throws {
        var seeded = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
        let zone = try CalendarsTests.zone(Self.zones[seed % Self.zones.count])
        // Changes since 1971 that are near what the zone has now or had, and not all in a far future.
        let changes = zone.transitions.map(\.milliseconds).filter { (400 * day..<30_000 * day).contains($0) }
        let around = Bool.random(using: &seeded) ? changes.randomElement(using: &seeded) : nil
        let middle = around ?? Int64.random(in: 400 * day..<30_000 * day, using: &seeded)
        let first = middle / day - Int64.random(in: 1...15, using: &seeded)
        start = first * day

        var week: [Weekday: [WorkingSpan]] = [.wednesday: Self.spans(&seeded, count: 1)]
        for weekday in Weekday.allCases where Int.random(in: 0..<7, using: &seeded) < 5 {
            week[weekday] = Self.spans(&seeded, count: Int.random(in: 1...3, using: &seeded))
        }
        var specials: [SpecialDay] = []
        for days in first - 2...first + 24 where Int.random(in: 0..<5, using: &seeded) == 0 {
            let hours: SpecialDay.Hours =
                switch Int.random(in: 0..<3, using: &seeded) {
                case 0: .closed
                case 1: .like(.wednesday)
                default: .spans(Self.spans(&seeded, count: 2))
                }
            specials.append(SpecialDay(CivilDate(days: days), "special", hours))
        }
        calendar = try BusinessCalendar(
            name: "any", zone: zone, week: WeeklyHours(week), specialDays: specials.shuffled(using: &seeded))
        self.seeded = seeded
    }

    /// With ends on quarters of an hour, midnight and the hours of the night more often than others; they may touch.
    private static func spans(_ seeded: inout SplitMix64, count: Int) -> [WorkingSpan] {
        var quarters: Set<Int64> = []
        while quarters.count < count * 2 {
            let quarter = [0, 96, Int64.random(in: 0...12, using: &seeded), .random(in: 0...96, using: &seeded)]
            quarters.insert(quarter.randomElement(using: &seeded) ?? 0)
        }
        let times = quarters.sorted().compactMap { TimeOfDay(milliseconds: $0 * 15 * minute) }
        let touching = Bool.random(using: &seeded)
        return (0..<count).map { index in
            WorkingSpan(touching && index > 0 ? times[index * 2 - 1] : times[index * 2], times[index * 2 + 1])
        }
    }
}
