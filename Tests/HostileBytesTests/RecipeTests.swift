import Foundation
import HostileBytes
import Seeds
import SimulatedStorage
import Testing

/// Recipes that coverage found, and some more drawn by seed. `tools/fuzz reader` and `tools/fuzz recovery` look for
/// others.
@Suite("Hostile bytes")
struct RecipeTests {
    static let seeds: Range<UInt64> = 0..<16
    static let recipesPerSeed = 60

    static func corpus(_ name: String) -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/\(name)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appending(path: $0).path }
    }

    private func recipe(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    @Test("that coverage found are refused or read, and break nothing", arguments: corpus("reader"))
    func reader(_ path: String) throws { try HostileBytes.read(try recipe(path)) }

    @Test("in a whole log that coverage found break no promise of it", arguments: corpus("recovery"))
    func recovery(_ path: String) throws { try HostileBytes.recover(try recipe(path)) }

    @Test("drawn by seed break nothing", arguments: seeds)
    func drawn(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<Self.recipesPerSeed {
            let recipe = random.bytes(random.pick([4, 12, 40, 120]))
            try HostileBytes.read(recipe)
            try HostileBytes.recover(recipe)
        }
    }

    @Test("have a corpus")
    func thereIsACorpus() {
        #expect(Self.corpus("reader").count > 20)
        #expect(Self.corpus("recovery").count > 20)
    }
}
