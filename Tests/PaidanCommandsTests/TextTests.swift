import Foundation
import PaidanCommands
import Testing

@Suite("Text")
struct TextTests {
    @Test("Times are those of the calendar, before and after leap days")
    func timestamps() throws {
        let format = Date.ISO8601FormatStyle(timeZone: .gmt)
        var moments: [Int64] = [0, -1, 1, 951_782_399, 951_782_400, 4_107_542_400]
        // Every 11 days and some from 1900 to 2100.
        moments += stride(from: Int64(-2_208_988_800), to: 4_102_444_800, by: 957_654)
        for moment in moments {
            let text = Date(timeIntervalSince1970: Double(moment)).formatted(format)
            #expect(Timestamp(milliseconds: moment * 1000).secondsText == text)
            #expect(Timestamp(milliseconds: moment * 1000 + 7).text == text.dropLast() + ".007Z")
            #expect(Timestamp(milliseconds: moment * 1000 + 999).text == text.dropLast() + ".999Z")
        }
        #expect(Timestamp(milliseconds: 1_795_294_751_706).secondsText == "2026-11-21T20:59:11Z")
    }

    @Test("A counter's digits are those of the number")
    func decimalCounter() {
        for start in [0, 8, 98, 994, 123_456, 999_999_999_990, UInt64.max - 20] {
            var counter = DecimalCounter(start)
            for number in start..<start + 20 {
                var digits: [UInt8] = []
                counter.append(to: &digits)
                #expect(String(decoding: digits, as: UTF8.self) == "\(number)")
                counter.increment()
            }
        }
    }

    @Test(
        "Amounts have three digits and a unit",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1.00 KiB"), (1535, "1.49 KiB"),
            (10 << 10, "10.0 KiB"), (1023 << 10, "1023 KiB"), (64 << 20, "64.0 MiB"), (5 << 39, "2.50 TiB"),
            (UInt64.max, "15.9 EiB"),
        ] as [(UInt64, String)])
    func amounts(_ count: UInt64, _ text: String) {
        #expect(Amounts.bytes(count) == text)
    }

    @Test("Durations read like a clock")
    func clock() {
        #expect(
            [0, 7, 59, 60, 754, 3600, 36_061].map { Amounts.clock(seconds: $0) }
                == ["0:00", "0:07", "0:59", "1:00", "12:34", "1:00:00", "10:01:01"])
        #expect(Amounts.count(1, "record") == "1 record" && Amounts.count(2, "record") == "2 records")
    }

    @Test("JSON is read back by another implementation as it was meant")
    func json() throws {
        let texts = ["", "plain", "a\"b\\c", "\u{0}\u{1f}\n\r\t\u{7f}", "派单 🚚 é", "\u{2028}", "</script>"]
        let value: JSON = [
            "texts": .array(texts.map { .string($0) }), "largest": JSON(UInt64.max), "least": .signed(.min),
            "yes": true, "no": .bool(false), "nothing": .null, "empty": [], "none": JSON(nil as String?),
        ]
        let read = try #require(JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any])
        #expect(read["texts"] as? [String] == texts)
        #expect(read["largest"] as? UInt64 == .max)
        #expect(read["least"] as? Int64 == .min)
        #expect(read["yes"] as? Bool == true && read["no"] as? Bool == false)
        #expect(read["nothing"] is NSNull && read["none"] is NSNull)
        #expect((read["empty"] as? [Any])?.isEmpty == true)
        #expect(value.text.hasPrefix(#"{"texts":["","plain","#))
    }
}
