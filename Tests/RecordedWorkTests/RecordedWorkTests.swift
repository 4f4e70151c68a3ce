import Calendars
import Events
import Foundation
import LinuxStorage
import Policies
import RecordedWork
import Testing
import ZoneFiles

/// Reads a text by a mapping, in pieces of so many bytes.
func record(_ text: [UInt8], by mapping: Mapping, pieces: Int = .max) throws -> Record {
    var reader = RecordReader(mapping, zone: try ZoneFiles.zone(mapping.zone, from: LinuxFileSystem()))
    var rest = text[...]
    while !rest.isEmpty {
        let piece = rest.prefix(pieces)
        try reader.read(Array(piece))
        rest = rest.dropFirst(piece.count)
    }
    return try reader.finish()
}

func mapping(_ yaml: String) throws -> Mapping { try Mapping(reading: Array(yaml.utf8)) }

let calls = """
    format: 1
    name: {zh: 来电, en: calls}
    file: csv
    zone: Asia/Shanghai
    missing: ["?"]
    case: id
    time: {columns: [at], pattern: yyyy-MM-dd H:mm}
    columns: {resource: who, category: about, priority: rank}
    priorities: {"1": urgent, "2": high, "3": medium}
    durations: [wait]
    activity: {column: what, ignored: [noted]}
    steps:
      - {kind: submitted, when: {what: [came]}, by: "-"}
      - {kind: accepted, when: {what: [took*]}}
      - {kind: moved, when: {what: [took*]}, changes: who}
      - {kind: escalated, rises: rank, by: "-"}
      - {kind: reopened, when: {what: [took*]}, after: [resolved], by: "-"}
      - {kind: resolved, when: {what: [solved]}}

    """

@Suite("Recorded work")
struct RecordedWorkTests {
    private static let head = "id,at,what,who,about,rank,wait\n"

    @Test(
        "says of rows what happened",
        arguments: [
            (
                "a,2026-03-01 8:00,came,,x,2,0\na,2026-03-01 8:05,took it,li,x,2,0\na,2026-03-01 9:00,solved,li,x,2,0",
                "submitted accepted:li resolved:li", ""
            ),
            // Another who takes it has moved it; whoever takes what was solved has reopened it.
            (
                "a,2026-03-01 8:00,came,,x,2,0\na,2026-03-01 8:05,took,li,x,2,0\na,2026-03-01 8:06,took,wu,x,3,0\n"
                    + "a,2026-03-01 9:00,solved,wu,x,3,0\na,2026-03-01 9:01,took,wu,x,3,0\n"
                    + "a,2026-03-01 9:02,solved,wu,x,3,0",
                "submitted accepted:li accepted:wu moved:wu escalated resolved:wu accepted:wu reopened resolved:wu", ""
            ),
            // Out of order, and put in order.
            (
                "a,2026-03-01 9:00,solved,li,x,2,0\na,2026-03-01 8:00,came,,x,2,0\na,2026-03-01 8:05,took,li,x,2,0",
                "submitted accepted:li resolved:li", "out-of-order:3"
            ),
            (
                "a,2026-03-01 8:00,took,?,x,2,0", "submitted accepted",
                "never-ended:2 resource-missing:2 submission-missing:2"
            ),
            (
                "a,2026-03-01 8:00,came,,x,2,-5\na,2026-03-01 8:01,lost,,x,2,0\na,2026-03-01 8:01,noted,,x,2,0",
                "submitted", "negative-duration:2 unknown-activity:3 never-ended:4"
            ),
            (
                "a,2026-03-01 8:00,came,,x,2\na,yesterday,came,,x,2,0\n,2026-03-01 8:00,came,,x,2,0\n"
                    + "a,2026-03-01 8:00,came,,x,7,0",
                "submitted", "field-count:2 time-unreadable:3 case-missing:4 never-ended:5 unknown-priority:5"
            ),
            (
                "a,2026-03-01 8:00,came,,\"a,\"\"b\"\"\nc\",2,0\na,2026-03-01 9:00,solved,li,\"x\"y,2,0",
                "submitted", "malformed-row:3 never-ended:2"
            ),
        ])
    func steps(_ rows: String, _ steps: String, _ blemishes: String) throws {
        let bytes = Array((Self.head + rows).utf8)
        let whole = try record(bytes, by: mapping(calls))
        let told = whole.cases[0].steps.map { step in
            step.kind.rawValue + (step.resource.map { ":" + $0 } ?? "")
        }
        #expect(told.joined(separator: " ") == steps)
        let found = Set(whole.blemishes.rows.map { "\($0.kind.rawValue):\($0.row)" })
        #expect(found == Set(blemishes.split(separator: " ").map(String.init)))
        // However the bytes come.
        for pieces in [1, 7] { #expect(try record(bytes, by: mapping(calls), pieces: pieces) == whole) }
    }

    @Test("tells with line and column what is wrong with a mapping")
    func faults() throws {
        let wrong = calls.replacingOccurrences(of: "kind: moved", with: "kind: movd")
            .replacingOccurrences(of: "yyyy-MM-dd H:mm", with: "H:mm")
        let error = #expect(throws: RecordedWorkError.self) { _ = try mapping(wrong) }
        guard case .mapping(let refusal) = error else { throw try #require(error) }
        #expect(refusal.faults.map(\.path) == ["/time/pattern", "/steps/2/kind"])
        #expect(refusal.faults.map(\.position.line) == [7, 15])
    }

    @Test("names the column that a file does not have")
    func columns() throws {
        let bytes = Array("id,at,what,who,about,rank\n".utf8)
        let error = #expect(throws: RecordedWorkError.self) { _ = try record(bytes, by: mapping(calls)) }
        guard case .mapping(let refusal) = error else { throw try #require(error) }
        #expect(refusal.faults.map(\.path) == ["/durations/0"] && refusal.faults[0].text.english.contains("wait"))
    }

    @Test(
        "reads times as they are written",
        arguments: [
            ("yyyy-MM-dd HH:mm:ssZ", "2010-01-13 08:40:25+00:00", 1_263_372_025_000),
            ("yyyy-MM-ddTHH:mm:ssZ", "2010-03-31T15:59:42+01:00", 1_270_047_582_000),
            ("d/M/yyyy H:mm", "29/2/2016 01:16", 1_456_708_560_000),
            ("yyyy/M/d H:mm:ss", "2017/9/23 15:41:03", 1_506_152_463_000),
            ("yyyy-MM-dd H:mm:ss.SZ", "2026-01-01 0:00:00.25-0130", 1_767_231_000_250),
            ("d/M/yyyy H:mm", "29/2/2015 01:16", nil), ("d/M/yyyy H:mm", "1/1/2015 24:00", nil),
            ("d/M/yyyy H:mm", "1/1/2015 23:00 ", nil), ("d/M/yyyy H:mm", "1/13/2015 23:00", nil),
        ] as [(String, String, Int64?)])
    func times(_ pattern: String, _ text: String, _ milliseconds: Int64?) throws {
        let zone = pattern.contains("/M/d") ? try ZoneFiles.zone("Asia/Shanghai", from: LinuxFileSystem()) : .utc
        let pattern = try #require(TimePattern(pattern))
        #expect(pattern.read(text, in: zone)?.milliseconds == milliseconds)
    }

    @Test("ships mappings that can be read", arguments: Mappings.names)
    func shipped(_ name: String) throws {
        let source = try #require(Mappings.source(name))
        let mapping = try Mapping(reading: source)
        #expect(mapping.steps.contains { $0.kind == .resolved })
    }
}
