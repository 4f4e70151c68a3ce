import Events
import Simulation
import Testing

@Suite("The time that somebody was there")
struct StaffedTimeTests {
    /// Li has the first skill, Wu the second; Chen and Dong the third, one after the other, and Chen twice at once;
    /// nobody has the fourth.
    private static let staffed = StaffedTime(
        Workload(
            [
                agent("li", skills: [0], (0, 60), (120, 180)), agent("wu", skills: [1], (30, 90)),
                agent("chen", skills: [2], (0, 30), (20, 40)), agent("dong", skills: [2], (40, 60)),
            ], skills: ["a", "b", "c", "d"]))

    @Test(
        "is that of those who can take it, each moment once",
        arguments: [
            (0, 180, 0, 120), (0, 180, 1, 60), (0, 180, nil, 150), (60, 120, 0, 0), (90, 120, nil, 0),
            (50, 130, 0, 20), (-10, 10, 0, 10), (-20, -10, 0, 0), (170, 300, nil, 10), (200, 300, nil, 0),
            (20, 20, nil, 0), (30, 20, nil, 0), (0, 60, 2, 60), (25, 35, 2, 10), (0, 100, 3, 0), (60, 61, 0, 0),
            (119, 121, 0, 1),
        ] as [(Int64, Int64, Int?, Double)])
    func between(_ from: Int64, _ to: Int64, _ skill: Int?, _ minutes: Double) {
        #expect(Self.staffed.between(minute(from), minute(to), skill: skill) == minutes * 60)
    }

    @Test("is none where there is nobody")
    func nobody() {
        #expect(StaffedTime(Workload([])).between(minute(0), minute(9), skill: nil) == 0)
    }
}
