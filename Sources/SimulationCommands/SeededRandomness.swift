internal import Seeds
internal import Synchronization

/// Randomness that a seed names, for several threads: keys and identifiers of a run are the same each time. What is
/// sealed in it is as open as the record that it came from.
final class SeededRandomness: Sendable {
    private let draws: Mutex<SplitMix64>

    init(_ seed: UInt64) { draws = Mutex(SplitMix64(seed: seed ^ 0x5061_6964_616e)) }

    func next() -> UInt64 { draws.withLock { $0.next() } }
}
