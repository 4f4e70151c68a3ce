import Policies
import PolicyFiles
import Seeds
import Testing

@Suite("Policy files that somebody damaged")
struct MutationTests {
    private static let source = Array(Alteration.profile.utf8)

    @Test("are a policy, whose canonical form says the same, or are told of at their places", arguments: 0..<8)
    func damaged(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var policies = 0
        for round in 0..<60 {
            let damaged = Self.damage(&random)
            do throws(PolicyRefusal) {
                let document = try PolicyFiles.read(damaged)
                #expect(
                    try Policy(canonical: document.canonical, version: 1) == document.policy,
                    "seed \(seed), round \(round)")
                policies += 1
            } catch {
                let lines = damaged.count { $0 == UInt8(ascii: "\n") } + 2
                #expect(error.faults.count <= PolicyLimits.faultsMax)
                #expect(
                    error.faults.allSatisfy { (1...lines).contains($0.position.line) }, "seed \(seed), round \(round)")
            }
        }
        // Damage in comments and words leaves a policy; most other damage does not.
        #expect((1..<60).contains(policies), "seed \(seed)")
    }

    /// One to four pieces taken out, doubled, exchanged or overwritten.
    private static func damage(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = source
        for _ in 0...random.next() % 4 {
            let start = Int(random.next() % UInt64(bytes.count))
            let end = min(bytes.count, start + Int(random.next() % 24) + 1)
            let piece = Array(bytes[start..<end])
            switch random.next() % 5 {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: piece, at: start)
            case 2: bytes[start] = UInt8(truncatingIfNeeded: random.next())
            case 3:
                bytes.insert(contentsOf: interesting[Int(random.next() % UInt64(interesting.count))].utf8, at: start)
            default: bytes.replaceSubrange(start..<end, with: piece.reversed())
            }
        }
        return bytes
    }

    private static let interesting = [
        "\n", ": ", "- ", "{", "}", "[", "]", "\"", "'", "#", "&a ", "*a", "!x ", "|", ">", "%", "0", "null", "  ",
        "\t", "\u{0}", "。",
        "? ", "---\n", "...\n", "<<: ", "\r\n", "\u{feff}", "-1", "1e9", "true",
    ]
}
