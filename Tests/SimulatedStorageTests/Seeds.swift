import SimulatedStorage
import Storage
import Testing

/// Runs `body` with each seed and counts what it says it saw; a failure in it names the seed.
func tally<Sight: Hashable>(seeds: Range<UInt64> = 0..<400, _ body: (UInt64) throws -> Sight) throws -> [Sight: Int] {
    var counts: [Sight: Int] = [:]
    for seed in seeds { counts[try body(seed), default: 0] += 1 }
    return counts
}

extension SimulatedFileSystem {
    /// Opens, lets `body` use it, and closes unless it died.
    @discardableResult
    func withFile<Result>(_ path: String, _ mode: OpenMode, _ body: (any File) throws -> Result) throws -> Result {
        let file = try open(path, mode)
        defer { file.close() }
        return try body(file)
    }

    /// A file with this content, durable and so its name.
    func plant(_ path: String, _ text: String) { replaceContents(of: path, with: Array(text.utf8)) }

    func text(_ path: String) -> String? { contents(of: path).map { String(decoding: $0, as: UTF8.self) } }
}
