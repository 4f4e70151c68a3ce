import EventRendering
import Foundation
import PaidanCommands
import Testing

@Suite("Text")
struct TextTests {
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
        #expect(Amounts.bytes(count, .english) == text)
        let chinese = text.split(separator: " ")[1].hasPrefix("byte") ? "\(count) 字节" : text
        #expect(Amounts.bytes(count, .chinese) == chinese)
    }

    @Test("Durations read like a clock")
    func clock() {
        #expect(
            [0, 7, 59, 60, 754, 3600, 36_061].map { Amounts.clock(seconds: $0) }
                == ["0:00", "0:07", "0:59", "1:00", "12:34", "1:00:00", "10:01:01"])
    }

    @Test(
        "One thing is one, and many are many",
        arguments: [(0, "0 records", "0 people"), (1, "1 record", "1 person"), (2, "2 records", "2 people")])
    func counts(_ count: Int, _ records: String, _ people: String) {
        #expect(Amounts.count(count, "record") == records && Amounts.count(UInt64(count), "record") == records)
        #expect(Amounts.count(count, "person", plural: "people") == people)
    }
}
