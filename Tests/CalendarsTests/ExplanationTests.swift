import Calendars
import CivilTime
import Testing

@Suite("A deadline explains itself")
struct ExplanationTests {
    private func calendar() throws -> BusinessCalendar {
        try office(
            "09:00-12:00 13:30-18:00", in: "Asia/Shanghai",
            [
                .holiday(date("2026-10-01"), "国庆节"), .holiday(date("2026-10-02"), "国庆节"),
                .holiday(date("2026-10-05"), "another"), .makeUp(date("2026-10-10"), "国庆节", like: .friday),
            ])
    }

    @Test("as segments, each with its reason")
    func segments() throws {
        // From Wednesday afternoon over two days of holiday, a weekend and another holiday into Tuesday.
        let segments = try calendar().explain(
            from: moment("2026-09-30T17:00:00+08:00"), to: moment("2026-10-06T14:00:00+08:00"))
        let expected: [(String, String, Segment.Kind, Int64)] = [
            ("09-30T17:00", "09-30T18:00", .working(special: nil), hour),
            ("09-30T18:00", "10-01T00:00", .closed(.outsideHours), 0),
            ("10-01T00:00", "10-03T00:00", .closed(.holiday("国庆节")), 0),
            ("10-03T00:00", "10-05T00:00", .closed(.dayOff), 0),
            ("10-05T00:00", "10-06T00:00", .closed(.holiday("another")), 0),
            ("10-06T00:00", "10-06T09:00", .closed(.outsideHours), 0),
            ("10-06T09:00", "10-06T12:00", .working(special: nil), 3 * hour),
            ("10-06T12:00", "10-06T13:30", .closed(.outsideHours), 0),
            ("10-06T13:30", "10-06T14:00", .working(special: nil), hour / 2),
        ]
        try expect(segments, expected)
    }

    @Test("with the holiday that a working Saturday makes up for, and pauses over all")
    func pauses() throws {
        let segments = try calendar().explain(
            from: moment("2026-10-09T17:00:00+08:00"), to: moment("2026-10-10T14:00:00+08:00"),
            pauses: [
                Pause(from: moment("2026-10-10T13:45:00+08:00"), to: nil),
                Pause(from: moment("2026-10-09T17:30:00+08:00"), to: moment("2026-10-10T09:30:00+08:00")),
                Pause(from: moment("2026-10-10T09:15:00+08:00"), to: moment("2026-10-10T10:00:00+08:00")),
                Pause(from: moment("2026-10-10T11:00:00+08:00"), to: moment("2026-10-10T11:00:00+08:00")),
            ])
        try expect(
            segments,
            [
                ("10-09T17:00", "10-09T17:30", .working(special: nil), hour / 2),
                ("10-09T17:30", "10-10T10:00", .paused, 0),
                ("10-10T10:00", "10-10T12:00", .makeUp("国庆节"), 2 * hour),
                ("10-10T12:00", "10-10T13:30", .closed(.outsideHours), 0),
                ("10-10T13:30", "10-10T13:45", .makeUp("国庆节"), hour / 4),
                ("10-10T13:45", "10-10T14:00", .paused, 0),
            ])
    }

    @Test("as one segment around the clock, and as none between a moment and itself")
    func shortest() throws {
        let (start, end) = (try moment("2026-01-01T00:00:01Z"), try moment("2027-01-01T00:00:00Z"))
        let whole = Segment(start: start, end: end, kind: .working(special: nil))
        #expect(try BusinessCalendar.always.explain(from: start, to: end) == [whole])
        #expect(try calendar().explain(from: start, to: start).isEmpty)
    }

    @Test("unless it ends before it begins, or takes longer than one can read")
    func refused() throws {
        let calendar = try calendar()
        let (start, end) = (try moment("2026-01-01T00:00:01Z"), try moment("2026-01-01T00:00:00Z"))
        #expect(throws: CalendarError.endBeforeStart(from: start, to: end)) {
            try calendar.explain(from: start, to: end)
        }
        let late = try moment("2040-01-01T00:00:00Z")
        #expect(throws: CalendarError.tooLongToExplain(from: start, to: late)) {
            try calendar.explain(from: start, to: late)
        }
    }

    @Test(
        "is due later by what of its pauses would have counted",
        arguments: [
            // Monday 10:00, four hours.
            ([], "2026-11-23T15:30:00Z"),
            ([("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z")], "2026-11-23T16:30:00Z"),
            // At noon, and in the night: nothing.
            ([("2026-11-23T12:00:00Z", "2026-11-23T13:30:00Z")], "2026-11-23T15:30:00Z"),
            // Before it began, after it was due, and at that very moment.
            ([("2026-11-22T12:00:00Z", "2026-11-23T10:00:00Z")], "2026-11-23T15:30:00Z"),
            ([("2026-11-23T15:30:00Z", nil)], "2026-11-23T15:30:00Z"),
            // Over its beginning; over each other; into the next day; until today.
            ([("2026-11-22T12:00:00Z", "2026-11-23T10:30:00Z")], "2026-11-23T16:00:00Z"),
            (
                [("2026-11-23T11:00:00Z", "2026-11-23T11:45:00Z"), ("2026-11-23T11:30:00Z", "2026-11-23T12:00:00Z")],
                "2026-11-23T16:30:00Z"
            ),
            ([("2026-11-23T15:29:59.999Z", "2026-11-24T09:00:00Z")], "2026-11-24T09:00:00.001Z"),
            ([("2026-11-23T11:00:00Z", "2026-11-23T15:00:00Z"), ("2026-11-23T17:00:00Z", nil)], nil),
            ([("2026-11-23T15:29:59.999Z", nil)], nil),
            // The second pause would come too late, but for the first.
            (
                [("2026-11-23T14:00:00Z", "2026-11-23T14:30:00Z"), ("2026-11-23T15:45:00Z", "2026-11-23T15:46:00Z")],
                "2026-11-23T16:01:00Z"
            ),
        ] as [([(String, String?)], String?)])
    func due(_ pauses: [(String, String?)], _ expected: String?) throws {
        let start = try moment("2026-11-23T10:00:00Z")
        let all = try pauses.map { Pause(from: try moment($0), to: try $1.map(moment)) }
        let due = try office("09:00-12:00 13:30-18:00").due(from: start, milliseconds: 4 * hour, pauses: all)
        #expect(try due == expected.map(moment))
    }

    @Test("and refuses a pause that ends before it begins, and too many")
    func badPauses() throws {
        let calendar = try calendar()
        let (start, end) = (try moment("2026-01-01T00:00:01Z"), try moment("2026-01-01T00:00:00Z"))
        let backwards = [Pause(from: start, to: end)]
        let error = CalendarError.endBeforeStart(from: start, to: end)
        #expect(throws: error) { try calendar.due(from: end, milliseconds: 1, pauses: backwards) }
        #expect(throws: error) { try calendar.measure(from: end, to: start, pauses: backwards) }
        let many = Array(repeating: Pause(from: end, to: start), count: CalendarLimits.pausesMax + 1)
        let tooMany = CalendarError.tooMany(.pauses, limit: CalendarLimits.pausesMax)
        #expect(throws: tooMany) { try calendar.measure(from: end, to: start, pauses: many) }
        #expect(try calendar.due(from: end, milliseconds: 0, pauses: [Pause(from: end, to: nil)]) == end)
    }

    private func expect(_ segments: [Segment], _ expected: [(String, String, Segment.Kind, Int64)]) throws {
        #expect(segments.count == expected.count)
        for (segment, row) in zip(segments, expected) {
            let (start, end) = (try moment("2026-\(row.0):00+08:00"), try moment("2026-\(row.1):00+08:00"))
            #expect(segment == Segment(start: start, end: end, kind: row.2))
            #expect(segment.counted == row.3)
        }
    }
}
