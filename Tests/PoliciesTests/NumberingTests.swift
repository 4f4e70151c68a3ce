import Events
import Policies
import Testing

@Suite("Ticket numbers")
struct NumberingTests {
    private static let shanghai: Int64 = 8 * 3_600
    /// S, A, H and M of the reference systems.
    private static let monthly = Numbering(
        secondsFromUTC: shanghai, parts: [.year, .month, .letters("-"), .serial(width: 3)], restarts: .monthly)
    private static let daily = Numbering(
        secondsFromUTC: shanghai, parts: [.year, .month, .day, .serial(width: 3)], restarts: .daily)
    private static let hotline = Numbering(
        secondsFromUTC: shanghai, parts: [.letters("G"), .year, .month, .day, .serial(width: 3)], restarts: .daily)
    private static let channels = Numbering(
        secondsFromUTC: shanghai,
        parts: [.channel, .letters("-"), .year, .month, .day, .letters("-"), .serial(width: 3)], restarts: .daily)

    struct Row: Sendable {
        var numbering: Numbering
        /// Milliseconds since 1970.
        var instant: Int64
        var serial: UInt64
        var channel: String
        var number: String

        init(_ numbering: Numbering, _ instant: Int64, _ serial: UInt64, _ number: String, channel: String = "") {
            (self.numbering, self.instant, self.serial) = (numbering, instant, serial)
            (self.number, self.channel) = (number, channel)
        }
    }

    // 2024-04-30T16:00:00Z is the first moment of May in China, 2023-10-26T16:00:00Z of the 27th.
    static let rows = [
        Row(monthly, 1_714_492_800_000, 1, "202405-001"), Row(monthly, 1_714_492_799_999, 999, "202404-999"),
        Row(monthly, 1_714_492_800_000, 1_000, "202405-1000"),
        Row(monthly, 1_714_492_800_000, 1_234_567, "202405-1234567"),
        Row(daily, 1_698_336_000_000, 1, "20231027001"), Row(daily, 1_698_335_999_999, 42, "20231026042"),
        Row(daily, 1_698_336_000_000, 1_000, "202310271000"), Row(daily, 1_709_136_000_000, 7, "20240229007"),
        Row(hotline, 1_696_089_600_000, 1, "G20231001001"), Row(hotline, 1_696_089_600_000, 10_000, "G2023100110000"),
        Row(channels, 1_696_089_600_000, 1, "WX-20231001-001", channel: "WX"),
        Row(channels, 1_696_089_600_000, 1_000, "DH-20231001-1000", channel: "DH"),
        Row(monthly, -1, 1, "197001-001"), Row(daily, -62_135_596_800_000, 5, "00010101005"),
    ]

    @Test("are formed as the policy says, and read back", arguments: rows)
    func roundTrip(_ row: Row) {
        let period = row.numbering.period(of: Instant(milliseconds: row.instant))
        #expect(row.numbering.number(period, serial: row.serial, channel: row.channel) == row.number)
        let read = row.numbering.parse(row.number)
        #expect(read?.period == period && read?.serial == row.serial && read?.channel == row.channel)
    }

    @Test(
        "are nothing else",
        arguments: [
            (monthly, "202405-01"), (monthly, "202405-0001"), (monthly, "202405-000"), (monthly, "202413-001"),
            (monthly, "202400-001"), (monthly, "2024-05-001"), (monthly, "202405001"), (monthly, " 202405-001"),
            (monthly, "202405-001 "), (monthly, ""), (monthly, "202405-"), (monthly, "202405--01"),
            (monthly, "000005-001"), (monthly, "202405-99999999999999999999"), (monthly, "２０２４05-001"),
            (daily, "20230229001"), (daily, "2023102701"), (daily, "202310270001"), (daily, "20231027"),
            (hotline, "20231001001"), (hotline, "g20231001001"), (hotline, "GG20231001001"),
            (channels, "wx-20231001-001"), (channels, "WX20231001-001"), (channels, "WX-20231001-01"),
        ])
    func refused(_ numbering: Numbering, _ number: String) {
        #expect(numbering.parse(number) == nil, "\(number)")
    }

    @Test("never repeat: however wide a serial becomes, it ends no other period's number")
    func neverRepeat() {
        var seen: [String: String] = [:]
        for day in Int64(19_600)..<19_700 {
            for serial in [UInt64(1), 9, 10, 99, 100, 999, 1_000, 1_001, 9_999, 10_000, 123_456] {
                let number = Self.daily.number(Numbering.Period(count: day), serial: serial)
                let own = "\(day) \(serial)"
                #expect(seen.updateValue(own, forKey: number) == nil, "\(number)")
            }
        }
    }
}
