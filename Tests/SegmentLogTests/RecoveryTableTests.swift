import SegmentLog
import Testing

/// Every combination of findings, with the letter of its case: a grid for each header, footer and frames, its rows the
/// rest of the file (clean, torn, vouched), its columns what the next segment with frames does (nothing, follows, gap).
@Suite("The recovery table")
struct RecoveryTableTests {
    struct Grid: Sendable, CustomStringConvertible {
        var header: SegmentScan.Header
        var hasFooter: Bool
        var hasFrames: Bool
        var letters: String

        var description: String { "\(header), footer \(hasFooter), frames \(hasFrames)" }
    }

    // swift-format-ignore
    static let grids = [
        Grid(header: .valid,      hasFooter: false, hasFrames: false, letters: "Q X Z  S Y a  U U U"),
        Grid(header: .valid,      hasFooter: false, hasFrames: true,  letters: "R V Z  T W a  U U U"),
        Grid(header: .valid,      hasFooter: true,  hasFrames: false, letters: "I I I  I I I  I I I"),
        Grid(header: .valid,      hasFooter: true,  hasFrames: true,  letters: "J K P  L M P  N O P"),
        Grid(header: .unfinished, hasFooter: false, hasFrames: false, letters: "B E F  C E F  D E F"),
        Grid(header: .unfinished, hasFooter: false, hasFrames: true,  letters: "G G G  G G G  G G G"),
        Grid(header: .unfinished, hasFooter: true,  hasFrames: false, letters: "H H H  H H H  H H H"),
        Grid(header: .unfinished, hasFooter: true,  hasFrames: true,  letters: "H H H  H H H  H H H"),
        Grid(header: .foreign,    hasFooter: false, hasFrames: false, letters: "A A A  A A A  A A A"),
        Grid(header: .foreign,    hasFooter: false, hasFrames: true,  letters: "A A A  A A A  A A A"),
        Grid(header: .foreign,    hasFooter: true,  hasFrames: false, letters: "A A A  A A A  A A A"),
        Grid(header: .foreign,    hasFooter: true,  hasFrames: true,  letters: "A A A  A A A  A A A"),
    ]

    static let verdicts: [Character: RecoveryVerdict] = [
        "A": .refuse(.foreign), "B": .discard, "C": .discard, "D": .refuse(.header), "E": .refuse(.header),
        "F": .refuse(.header), "G": .refuse(.header), "H": .refuse(.header), "I": .refuse(.footer), "J": .list,
        "K": .list, "L": .repair(then: .list), "M": .repair(then: .list), "N": .refuse(.vouched),
        "O": .refuse(.vouched), "P": .refuse(.gap), "Q": .ready, "R": .tail, "S": .repair(then: .ready),
        "T": .repair(then: .tail), "U": .refuse(.vouched), "V": .complete, "W": .repair(then: .complete),
        "X": .refuse(.empty), "Y": .refuse(.empty), "Z": .refuse(.gap), "a": .refuse(.gap),
    ]

    static func findings(_ grid: Grid) -> [(RecoveryFinding, Character)] {
        let letters = grid.letters.filter { $0 != " " }
        let places = SegmentScan.Rest.allCases.flatMap { rest in
            RecoveryFinding.Successor.allCases.map { (rest, $0) }
        }
        return zip(places, letters).map { place, letter in
            let finding = RecoveryFinding(
                header: grid.header, hasFooter: grid.hasFooter, hasFrames: grid.hasFrames, rest: place.0,
                successor: place.1)
            return (finding, letter)
        }
    }

    @Test("has exactly one case for each combination, the expected one", arguments: grids)
    func oneCase(_ grid: Grid) {
        let findings = Self.findings(grid)
        #expect(findings.count == 9)
        for (finding, letter) in findings {
            let matching = RecoveryCase.table.filter { $0.matches(finding) }
            #expect(matching.map(\.letter) == [letter], "\(finding)")
            #expect(RecoveryCase.of(finding).verdict == Self.verdicts[letter], "\(finding)")
        }
    }

    @Test("is reached in every case and enumerated in every combination")
    func everyLetter() {
        let all = Self.grids.flatMap(Self.findings)
        #expect(Set(all.map(\.0)).count == SegmentScan.Header.allCases.count * 2 * 2 * 3 * 3)
        #expect(Set(all.map(\.1)) == Set(RecoveryCase.table.map(\.letter)))
        #expect(Set(Self.verdicts.keys) == Set(RecoveryCase.table.map(\.letter)))
        #expect(RecoveryCase.table.count == Self.verdicts.count, "no letter is used twice")
    }
}
