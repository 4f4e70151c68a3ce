import Calendars
import CivilTime
import Foundation
import LinuxStorage
import Testing
import ZoneFiles

@Suite("Zones")
struct ZoneTests {
    private static let knownNames = [
        "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Kathmandu", "Asia/Tokyo", "Africa/Casablanca", "America/St_Johns", "Pacific/Auckland", "UTC",
    ]

    @Test("are those that Foundation knows, from 1970 to 2037", arguments: knownNames)
    func known(_ name: String) throws {
        let rules = try zone(name)
        let known = try #require(TimeZone(identifier: name))
        // Foundation stops at 2037; from then on the rule at the end of the file is tried by the tests of rules.
        var moments = Array(stride(from: Int64(0), to: 2_114_380_800_000, by: 30_000_000_017))
        for transition in rules.transitions where transition.milliseconds < 2_114_380_800_000 {
            moments += [transition.milliseconds - 1, transition.milliseconds]
        }
        for moment in moments {
            let offset = known.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000))
            let time = Timestamp(milliseconds: moment)
            #expect(rules.offsetSeconds(at: time) == Int64(offset), "\(name) at \(time.text)")
        }
    }

    @Test(
        "change in the far future as their rule says",
        arguments: [
            ("America/New_York", "2150-03-08T06:59:59.999Z", -18_000),
            ("America/New_York", "2150-03-08T07:00:00Z", -14_400),
            ("America/New_York", "2150-11-01T05:59:59.999Z", -14_400),
            ("America/New_York", "2150-11-01T06:00:00Z", -18_000),
            ("Europe/Berlin", "2199-03-31T00:59:59.999Z", 3600), ("Europe/Berlin", "2199-03-31T01:00:00Z", 7200),
            ("Australia/Lord_Howe", "2150-04-04T14:59:59.999Z", 39_600),
            ("Australia/Lord_Howe", "2150-04-04T15:00:00Z", 37_800),
            ("Europe/Berlin", "2199-10-27T00:59:59.999Z", 7200), ("Europe/Berlin", "2199-10-27T01:00:00Z", 3600),
            ("Asia/Shanghai", "2199-12-31T00:00:00Z", 28_800),
        ] as [(String, String, Int64)])
    func future(_ name: String, _ text: String, _ offset: Int64) throws {
        #expect(try zone(name).offsetSeconds(at: moment(text)) == offset)
    }

    /// The rule alone, in a file without a transition.
    @Test(
        "read a rule as POSIX writes it",
        arguments: [
            ("CST-8", "2030-07-01T00:00:00Z", 28_800), ("<-03>3", "2030-07-01T00:00:00Z", -10_800),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2030-01-01T00:00:00Z", 39_600),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2030-07-01T00:00:00Z", 37_800),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2030-01-01T00:00:00Z", 0),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2030-07-01T00:00:00Z", 3600),
            ("AAA0BBB,J60/0,J61/0", "2028-03-01T12:00:00Z", 3600), ("AAA0BBB,J60/0,J61/0", "2028-02-29T12:00:00Z", 0),
            ("AAA0BBB,59/0,60/0", "2028-02-29T12:00:00Z", 3600), ("AAA0BBB,59/0,60/0", "2028-03-01T12:00:00Z", 0),
            // Saved all year.
            ("EST5EDT,0/0,J365/25", "2030-01-01T04:30:00Z", -14_400),
            ("EST5EDT,0/0,J365/25", "2030-07-01T00:00:00Z", -14_400),
            // 48 hours before the Sunday, and a day after it.
            ("AAA0BBB,M3.4.4/50,M10.4.4/-24", "2030-03-30T02:00:00Z", 3600),
            ("AAA0BBB,M3.4.4/50,M10.4.4/-24", "2030-03-30T01:59:59Z", 0),
            ("AAA0BBB,M3.4.4/50,M10.4.4/-24", "2030-10-22T22:59:59Z", 3600),
            ("AAA0BBB,M3.4.4/50,M10.4.4/-24", "2030-10-22T23:00:00Z", 0),
            ("LMT-1:30:15", "2030-01-01T00:00:00Z", 5415),
        ] as [(String, String, Int64)])
    func rules(_ rule: String, _ text: String, _ offset: Int64) throws {
        let rules = try TimeZoneRules(name: "rule", tzif: TZifBytes(rule: rule).bytes)
        #expect(try rules.offsetSeconds(at: moment(text)) == offset)
    }

    @Test(
        "refuse a rule that is none",
        arguments: [
            "X", "AB1", "CST", "CST-26", "CST-8:60", "<CST-8", "CST-8CDT", "CST-8CDT,M1.1.0", "CST-8CDT,M13.1.0,M1.1.0",
            "CST-8CDT,M1.6.0,M1.1.0", "CST-8CDT,M1.1.7,M1.1.0", "CST-8CDT,J0,J1", "CST-8CDT,366,J1",
            "CST-8CDT,J1/168,J2",
            "CST-8CDT,J1,J2,", "CST-8 ", "CST-99999",
        ])
    func badRules(_ rule: String) {
        #expect(fault(TZifBytes(rule: rule).bytes) == .badFooter)
    }

    @Test("refuse bytes that are none, and say why")
    func refused() {
        let table: [(ZoneFault, (inout TZifBytes) -> Void)] = [
            (.notTZif, { $0.magic = "TZiF" }), (.versionOne, { $0.version = 0 }), (.leapSeconds, { $0.leapCount = 1 }),
            (.noTypes, { $0.offsets = [] }), (.unknownType, { $0.types[1] = 2 }), (.outOfOrder, { $0.times.reverse() }),
            (.outOfOrder, { $0.times[1] = $0.times[0] }), (.offsetOutOfRange, { $0.offsets[1] = 93_600 }),
            (.offsetOutOfRange, { $0.offsets[0] = -93_600 }),
            (
                .tooManyTransitions,
                {
                    $0.times = Array(0...4096); $0.types = Array(repeating: 0, count: 4097)
                }
            ),
            (.badFooter, { $0.rule = "no rule" }),
        ]
        for (expected, spoil) in table {
            var file = TZifBytes(rule: "CST-8")
            spoil(&file)
            #expect(fault(file.bytes) == expected)
        }
        #expect(fault(Array(repeating: 0, count: CalendarLimits.zoneByteCountMax + 1)) == .tooLarge)
        #expect(fault(TZifBytes(rule: "CST-8").bytes) == nil)
    }

    @Test(
        "refuse a file that was cut anywhere, and trap at no flipped bit",
        arguments: ["America/New_York", "Asia/Shanghai"])
    func damaged(_ name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(ZoneFiles.folder)/\(name)")))
        for count in bytes.indices { #expect(fault(Array(bytes[..<count])) != nil, "cut at \(count)") }
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << (bit % 8)
            guard let rules = try? TimeZoneRules(name: name, tzif: flipped) else { continue }
            let ordered = zip(rules.transitions, rules.transitions.dropFirst()).allSatisfy {
                $0.milliseconds < $1.milliseconds
            }
            #expect(ordered, "bit \(bit)")
        }
    }

    @Test(
        "are found by their names alone",
        arguments: [
            ("", "is no time zone"), ("../../../etc/passwd", "is no time zone"), ("/etc/passwd", "is no time zone"),
            ("Asia//Shanghai", "is no time zone"), ("Asia/Shanghai/", "is no time zone"),
            ("Asia/Shang hai", "is no time zone"),
            ("Asia/Shanghái", "is no time zone"), ("tzdata.zi", "is no time zone"),
            ("Asia", "there is no time zone 'Asia'"),
            ("Asia/Atlantis", "there is no time zone"), ("UTC/Z", "there is no time zone"),
            (String(repeating: "a", count: 65), "is no time zone"), ("leapseconds", "does not begin as TZif does"),
        ])
    func names(_ name: String, _ reason: String) {
        do throws(ZoneFileError) {
            _ = try ZoneFiles.zone(name, from: LinuxFileSystem())
            Issue.record("'\(name)' was found")
        } catch { #expect(error.description.contains(reason), "\(error)") }
    }

    @Test("have their first local time until the first transition, and the last after it")
    func withoutRule() throws {
        var file = TZifBytes(rule: "CST-8")
        (file.times, file.types, file.rule) = ([1000], [1], "")
        let rules = try TimeZoneRules(name: "some", tzif: file.bytes)
        #expect(rules.offsetSeconds(at: Timestamp(milliseconds: 999_999)) == 29_143)
        #expect(rules.offsetSeconds(at: Timestamp(milliseconds: 1_000_000)) == 28_800)
        #expect(try rules.offsetSeconds(at: moment("2199-12-31T00:00:00Z")) == 28_800)
    }

    @Test("can be fixed")
    func fixed() throws {
        let east = try TimeZoneRules.fixed(name: "+05:45", offsetSeconds: 20_700)
        #expect(east.offsetSeconds(at: Timestamp(milliseconds: 0)) == 20_700)
        let tooFar = CalendarError.malformedZone(.offsetOutOfRange, name: "far")
        #expect(throws: tooFar) { try TimeZoneRules.fixed(name: "far", offsetSeconds: 93_600) }
    }

    private func fault(_ bytes: [UInt8]) -> ZoneFault? {
        do throws(CalendarError) { _ = try TimeZoneRules(name: "some", tzif: bytes) } catch {
            guard case .malformedZone(let fault, "some") = error else { return nil }
            return fault
        }
        return nil
    }
}
