import Calendars
import Events
import RecordedWork
import Simulation
import Testing

/// A case out of steps as `kind minute who category`; a dash stands for nobody.
func recordedCase(_ name: String, _ steps: String) throws -> RecordedCase {
    var row = 1
    let parsed = try steps.split(separator: ",").map { text in
        let words = text.split(separator: " ").map(String.init)
        let minutes = try #require(Int64(words[1]))
        var step = RecordedStep(
            try #require(StepKind(rawValue: words[0])), at: Instant(milliseconds: minutes * 60_000), row: row)
        row += 1
        step.resource = words[2] == "-" ? nil : words[2]
        step.category = words[3]
        return step
    }
    return RecordedCase(name: name, steps: parsed)
}

@Suite("What a record lacks")
struct InferenceTests {
    private static let byCategory = """
        format: 1
        name: {zh: 测试, en: test}
        file: csv
        zone: UTC
        time: {columns: [at], pattern: yyyy-MM-dd}
        columns: {category: about}
        skill: category
        steps:
          - {kind: submitted}
        """

    private static func workload(_ cases: [String], oneAtATime: Bool = false) throws -> Workload {
        var record = Record()
        for (number, steps) in cases.enumerated() { record.cases.append(try recordedCase("c\(number)", steps)) }
        let source = byCategory + (oneAtATime ? "\noneAtATime: true" : "")
        return try Workload(record, by: Mapping(reading: Array(source.utf8)), zone: .utc)
    }

    @Test("skills come from who took what, capacity from what they had at once")
    func people() throws {
        let workload = try Self.workload([
            "submitted 0 - x,accepted 10 li x,resolved 60 li x",
            "submitted 5 - y,accepted 20 li y,resolved 50 li y",
            "submitted 30 - x,accepted 70 wu x,resolved 80 wu x",
        ])
        #expect(workload.agents.map(\.identifier) == ["li", "wu"])
        #expect(workload.skills == ["x", "y"])
        #expect(workload.agents.map(\.skills) == [[0, 1], [0]])
        #expect(workload.agents.map(\.capacity) == [2, 1])
        #expect(workload.arrivals.map(\.service) == [.seconds(3_000), .seconds(1_800), .seconds(600)])
        #expect(workload.arrivals.map(\.happened.agent) == [0, 0, 1])
    }

    @Test("one at a time is one at a time")
    func oneAtATime() throws {
        let workload = try Self.workload(
            [
                "submitted 0 - x,accepted 10 li x,resolved 60 li x",
                "submitted 5 - x,accepted 20 li x,resolved 50 li x",
            ], oneAtATime: true)
        #expect(workload.agents.map(\.capacity) == [1])
    }

    @Test("people are there from their first to their last action of a day, and a pause before and after")
    func shifts() throws {
        let day: Int64 = 1_440
        let workload = try Self.workload([
            "submitted 540 - x,accepted 600 li x,resolved 630 li x",
            "submitted 540 - x,accepted 660 li x,resolved 690 li x",
            "submitted 540 - x,accepted \(day + 600) li x,resolved \(day + 630) li x",
        ])
        #expect(workload.inference.padding == .seconds(1_800))
        func minutes(_ range: Range<Instant>) -> [Int64] {
            [range.lowerBound.milliseconds / 60_000, range.upperBound.milliseconds / 60_000]
        }
        #expect(workload.agents[0].shifts.map(minutes) == [[570, 720], [day + 570, day + 660]])
    }

    @Test("what the record does not tell takes the median of its kind, and whoever never queued did not ask")
    func missing() throws {
        let workload = try Self.workload([
            "submitted 0 - x,accepted 10 li x,resolved 20 li x",
            "submitted 1 - x,accepted 30 li x,resolved 60 li x",
            "submitted 2 - x,accepted 70 li x,resolved 120 li x",
            "submitted 3 - x,resolved 80 li x", "submitted 4 - x,abandoned 5 - x",
            "submitted 6 - x,queued 7 - x,abandoned 9 - x",
            // Reopened: the time in between counts for nothing.
            "submitted 10 - x,accepted 200 li x,resolved 210 li x,reopened 300 - x,accepted 310 li x,resolved 330 li x",
        ])
        #expect(workload.inference.leftOut == 1 && workload.inference.servicesImputed == 2)
        #expect(workload.arrivals.map { $0.service / .seconds(60) } == [10, 30, 50, 30, 30, 30])
        #expect(workload.arrivals[4].patience == .seconds(180))
        #expect(workload.arrivals[3].happened.acceptedAt == nil)
    }

    @Test("a seed moves and draws, the same each time; seed 0 changes nothing", arguments: 0..<5)
    func seeds(_ seed: UInt64) throws {
        let cases = (0..<20).map { number in
            "submitted \(number * 100) - x,accepted \(number * 100 + 10) li x,resolved \(number * 101 + 20) li x"
        }
        let workload = try Self.workload(cases)
        let drawn = workload.drawn(seed)
        #expect(drawn.arrivals == workload.drawn(seed).arrivals, "seed \(seed)")
        #expect((drawn.arrivals == workload.arrivals) == (seed == 0), "seed \(seed)")
        let services = Set(workload.arrivals.map(\.service))
        #expect(drawn.arrivals.allSatisfy { services.contains($0.service) }, "seed \(seed)")
    }
}
