import Calendars
import CivilTime
import Seeds
import Testing

@Suite("Any calendar")
struct ReckoningPropertyTests {
    private static let seeds = 0..<350
    private static let scales: [Int64] = [1000, hour, day, 400 * day]

    @Test("reckons as one does who looks at the clock every minute")
    func everyMinute() throws {
        for seed in Self.seeds {
            var any = try AnyCalendar(seed: seed)
            let calendar = any.calendar
            let oracle = SteppingOracle(calendar, from: any.start, count: 21 * 1440, step: minute)
            for _ in 0..<20 {
                let (from, to) = Self.ordered(0...oracle.open.count, &any.seeded)
                let (start, end) = (oracle.moment(from), oracle.moment(to))
                let measured = oracle.measure(from, to)
                #expect(try calendar.measure(from: start, to: end) == measured, "seed \(seed)")
                #expect(try calendar.measure(from: end, to: start) == -measured, "seed \(seed)")
                if from < oracle.open.count {
                    #expect(try calendar.isOpen(at: start) == oracle.open[from], "seed \(seed)")
                }
                let length = Int64.random(in: 0...measured / minute, using: &any.seeded) * minute
                if let due = oracle.add(length, to: from) {
                    #expect(try calendar.add(milliseconds: length, to: start) == oracle.moment(due), "seed \(seed)")
                }
                if let back = oracle.subtract(length, from: to) {
                    #expect(
                        try calendar.subtract(milliseconds: length, from: end) == oracle.moment(back), "seed \(seed)")
                }
                let closed = oracle.open[from...].firstIndex(of: false)
                if let opening = closed.flatMap({ oracle.open[$0...].firstIndex(of: true) }) {
                    #expect(try calendar.nextOpening(after: start) == oracle.moment(opening), "seed \(seed)")
                }
            }
        }
    }

    @Test("leaves out pauses as one does who looks at the clock every minute")
    func pauses() throws {
        for seed in Self.seeds {
            var any = try AnyCalendar(seed: seed)
            let calendar = any.calendar
            let oracle = SteppingOracle(calendar, from: any.start, count: 14 * 1440, step: minute)
            var left: [Range<Int>] = []
            for _ in 0..<Int.random(in: 1...5, using: &any.seeded) {
                let (from, to) = Self.ordered(0...oracle.open.count, &any.seeded)
                left.append(from..<min(to, from + 2000))
            }
            let pauses = left.map { Pause(from: oracle.moment($0.lowerBound), to: oracle.moment($0.upperBound)) }
            let (from, to) = Self.ordered(0...oracle.open.count, &any.seeded)
            let (start, end) = (oracle.moment(from), oracle.moment(to))
            let measured = oracle.measure(from, to, pauses: left)
            #expect(try calendar.measure(from: start, to: end, pauses: pauses) == measured, "seed \(seed)")

            let segments = try calendar.explain(from: start, to: end, pauses: pauses)
            #expect(segments.reduce(0) { $0 + $1.counted } == measured, "seed \(seed)")
            #expect(Self.followEachOther(segments, from: start, to: end), "seed \(seed)")
            for index in from..<to where index % 7 == 0 {
                let segment = segments.first { $0.end.milliseconds > oracle.moment(index).milliseconds }
                let isPaused = left.contains { $0.contains(index) }
                #expect(segment.map { $0.kind == .paused } == isPaused, "seed \(seed)")
                #expect(segment.map { $0.counted > 0 } == (oracle.open[index] && !isPaused), "seed \(seed)")
            }

            let length = Int64.random(in: 0...measured / minute, using: &any.seeded) * minute
            let due = try calendar.due(from: start, milliseconds: length, pauses: pauses)
            #expect(oracle.add(length, to: from, pauses: left).map(oracle.moment) == due, "seed \(seed)")
        }
    }

    /// Spans that begin and end at odd milliseconds, looked at every millisecond for a few seconds.
    @Test("is exact to the millisecond")
    func everyMillisecond() throws {
        for seed in 0..<60 {
            var seeded = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
            let ends = (0..<4).map { _ in Int64.random(in: 9 * hour..<9 * hour + 3000, using: &seeded) }
            let times = Set(ends).sorted().compactMap { TimeOfDay(milliseconds: $0) }
            let spans = stride(from: 0, to: times.count - 1, by: 2).map { WorkingSpan(times[$0], times[$0 + 1]) }
            let calendar = try BusinessCalendar(
                name: "odd", zone: zone("Asia/Shanghai"), week: WeeklyHours(mondayToFriday: spans))
            // 09:00 of a Friday in Shanghai.
            let oracle = SteppingOracle(calendar, from: 1_795_136_400_000 - 500, count: 4000, step: 1)
            for _ in 0..<20 {
                let (from, to) = Self.ordered(0...4000, &seeded)
                let measured = oracle.measure(from, to)
                #expect(
                    try calendar.measure(from: oracle.moment(from), to: oracle.moment(to)) == measured, "seed \(seed)")
                let length = Int64.random(in: 0...measured, using: &seeded)
                let due = oracle.add(length, to: from).map(oracle.moment)
                #expect(try calendar.add(milliseconds: length, to: oracle.moment(from)) == due, "seed \(seed)")
            }
            #expect(oracle.open.contains(true), "seed \(seed)")
        }
    }

    @Test("gives back what was added, adds in two steps as in one, and measures in two parts as in one")
    func laws() throws {
        for seed in Self.seeds {
            var any = try AnyCalendar(seed: seed)
            let calendar = any.calendar
            for _ in 0..<50 {
                let start = Timestamp(milliseconds: any.start + Int64.random(in: 0..<21 * day, using: &any.seeded))
                let scale = Self.scales.randomElement(using: &any.seeded) ?? 1
                let first = Int64.random(in: 0...scale, using: &any.seeded)
                let second = Int64.random(in: 0...scale, using: &any.seeded)
                let between = try calendar.add(milliseconds: first, to: start)
                let end = try calendar.add(milliseconds: first + second, to: start)
                #expect(try calendar.add(milliseconds: second, to: between) == end, "seed \(seed)")
                #expect(try calendar.measure(from: start, to: end) == first + second, "seed \(seed)")
                #expect(try calendar.measure(from: between, to: end) == second, "seed \(seed)")
                #expect(start.milliseconds <= between.milliseconds && between.milliseconds <= end.milliseconds)

                let back = try calendar.subtract(milliseconds: first + second, from: end)
                #expect(try calendar.measure(from: back, to: end) == first + second, "seed \(seed)")
                #expect(back.milliseconds >= start.milliseconds, "seed \(seed)")
            }
        }
    }

    @Test("is the same whatever the order of its special days")
    func order() throws {
        for seed in 0..<20 {
            var any = try AnyCalendar(seed: seed)
            let calendar = any.calendar
            let again = try BusinessCalendar(
                name: calendar.name, zone: calendar.zone, week: calendar.week,
                specialDays: calendar.specialDays.shuffled(using: &any.seeded))
            #expect(again == calendar, "seed \(seed)")
        }
    }

    private static func ordered(_ range: ClosedRange<Int>, _ seeded: inout SplitMix64) -> (Int, Int) {
        let (one, other) = (Int.random(in: range, using: &seeded), Int.random(in: range, using: &seeded))
        return (min(one, other), max(one, other))
    }

    private static func followEachOther(_ segments: [Segment], from start: Timestamp, to end: Timestamp) -> Bool {
        if segments.isEmpty { return start == end }
        return segments.first?.start == start && segments.last?.end == end
            && segments.allSatisfy { $0.start.milliseconds < $0.end.milliseconds }
            && zip(segments, segments.dropFirst()).allSatisfy { $0.end == $1.start && $0.kind != $1.kind }
    }
}
