import Domain
import Policies
import PolicyFiles
import Testing

@Suite("What a policy says and never does")
struct PolicyWarningTests {
    private static let stops = "stops: [contacted, resolved, closed]"
    private static let lengths = "{urgent: 1h, high: 2h, medium: 4h, low: 24h}"
    private static let never = "{urgent: never, high: never, medium: never, low: never}"
    private static let confirm: (old: String, new: String) = ("mode: automatic", "mode: confirm")
    private static let notice = "  - {on: [proposed], tell: [dispatcher], template: proposed}\n"

    /// Changes to the shipped profile, and how what is told of it begins; nothing where nothing is.
    private static let rows: [(changes: [(old: String, new: String)], told: [String])] = [
        ([], []),
        ([confirm], []),
        ([confirm, (notice, "")], ["a dispatcher confirms first"]),
        ([(notice, "")], []),
        ([("onBreach: [reassign]", "onBreach: [reassign, close-unrated]")], ["close-unrated of the deadline offer "]),
        (
            [
                (
                    "stops: [accepted, returned, closed]\n    length: 30m\n    onBreach: [reassign]",
                    "stops: [closed]\n    length: 30m\n    onBreach: [reassign, close-unrated]"
                )
            ], []
        ),
        ([("onBreach: [close-unrated]", "onBreach: [close-unrated, reassign]")], ["reassign of the deadline survey "]),
        (
            [
                ("stops: [rated, reopened, closed]", "stops: [rated, closed]"),
                ("onBreach: [close-unrated]", "onBreach: [close-unrated, reassign]"),
            ], []
        ),
        ([("starts: [{graded: 不满意}, {graded: 一般}]", "starts: [{graded: 满意}]")], ["the deadline callback never runs"]),
        ([("starts: [{graded: 不满意}, {graded: 一般}]", "starts: [{graded: 满意}, {graded: 一般}]")], []),
        ([(lengths, never)], ["the deadline response never runs"]),
        (
            [(stops, "stops: [offered, contacted, resolved, closed]")],
            ["what the deadline response tells the assignee "]
        ),
        ([(stops, "stops: [accepted, contacted, resolved, closed]")], []),
        (
            [
                ("grade: fair}", "grade: fair, closes: true}"),
                ("grade: dissatisfied}", "grade: dissatisfied, closes: true}"),
            ], ["the deadline callback never runs", "the deadline follow-up never runs"]
        ),
    ]

    @Test("is told, and nothing else is", arguments: rows.indices)
    func told(_ index: Int) throws {
        let row = Self.rows[index]
        var source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        for (old, new) in row.changes {
            let place = try #require(source.firstRange(of: old), "the profile does not say \(old)")
            source.replaceSubrange(place, with: new)
        }
        let warnings = try PolicyFiles.read(Array(source.utf8)).warnings(at: World().now)
        try #require(warnings.count == row.told.count, "\(warnings)")
        for (warning, told) in zip(warnings, row.told) {
            #expect(warning.english.hasPrefix(told) && !warning.chinese.isEmpty, "\(warning)")
        }
    }
}
