import CivilTime
import Foundation
import Testing

@Suite("Times of day")
struct TimestampTests {
    // Every 11 days and some from 1900 to 2100, and what is at the edges.
    private static let moments: [Int64] =
        [0, -1, 1, 951_782_399, 951_782_400, 4_107_542_400]
        + stride(from: Int64(-2_208_988_800), to: 4_102_444_800, by: 957_654)

    @Test("are those of the calendar, before and after leap days")
    func written() {
        let format = Date.ISO8601FormatStyle(timeZone: .gmt)
        for moment in Self.moments {
            let text = Date(timeIntervalSince1970: Double(moment)).formatted(format)
            #expect(Timestamp(milliseconds: moment * 1000).secondsText == text)
            #expect(Timestamp(milliseconds: moment * 1000 + 7).text == text.dropLast() + ".007Z")
            #expect(Timestamp(milliseconds: moment * 1000 + 999).text == text.dropLast() + ".999Z")
        }
        #expect(Timestamp(milliseconds: 1_795_294_751_706).secondsText == "2026-11-21T20:59:11Z")
        #expect(Timestamp(milliseconds: 253_402_300_800_000).text == "10000-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: -62_167_219_200_001).secondsText.hasSuffix("-12-31T23:59:59Z"))
        #expect(Timestamp(milliseconds: .max).text == "292278994-08-17T07:12:55.807Z")
        #expect(Timestamp(milliseconds: .min).text == "-292275055-05-16T16:47:04.192Z")
        let inShanghai = Timestamp(milliseconds: 1_795_294_751_706).localText(secondsFromUTC: 8 * 3600)
        #expect(inShanghai == "2026-11-22 04:59:11")
    }

    @Test("are read back as they were written")
    func readBack() {
        for moment in Self.moments {
            let time = Timestamp(milliseconds: moment * 1000 + 321)
            #expect(Timestamp(time.text) == time)
        }
    }

    @Test(
        "are read in every form of RFC 3339",
        arguments: [
            ("2026-11-22T04:59:11+08:00", 1_795_294_751_000), ("2026-11-21t20:59:11z", 1_795_294_751_000),
            ("2026-11-21 20:59:11.7Z", 1_795_294_751_700), ("2026-11-21T20:59:11.70699Z", 1_795_294_751_706),
            ("2026-11-21T12:29:11-08:30", 1_795_294_751_000), ("1970-01-01T00:00:60Z", 60_000),
        ])
    func forms(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "are refused when they are none",
        arguments: [
            "", "2026-11-21", "2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T20:60:00Z",
            "2026-11-21T20:59:11", "2026-11-21T20:59:11.Z", "2026-11-21T20:59:11+8:00", "2026-11-21T20:59:11Z ",
            "２026-11-21T20:59:11Z", "2026-11-21T20:59:11+24:00",
        ])
    func refused(_ text: String) { #expect(Timestamp(text) == nil) }
}
