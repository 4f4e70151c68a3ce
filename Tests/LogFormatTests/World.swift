import Foundation
import Seeds
import SegmentLog
import Synchronization
import Testing

/// A directory of its own, gone with the test.
final class Folder: Sendable {
    let root: URL

    init() throws {
        let name = "paidan-format-\(ProcessInfo.processInfo.globallyUniqueString)"
        root = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func url(_ name: String) -> URL { root.appending(path: name) }
    func path(_ name: String) -> String { url(name).path(percentEncoded: false) }
}

/// Real files, a clock that moves 7 ms at a look, and randomness from a seed.
struct World {
    private final class State: Sendable {
        let time = Atomic<Int64>(1_800_000_000_000)
        let random: Mutex<SplitMix64>
        init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }
    }

    var environment: LogEnvironment

    init(seed: UInt64) {
        let state = State(seed: seed)
        environment = .system(owner: "a test")
        environment.wallMilliseconds = { state.time.add(7, ordering: .relaxed).newValue }
        environment.random = { state.random.withLock { $0.next() } }
    }

    /// Fixed for ever: the golden files are encrypted with it.
    static let masterKeyText = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

    static func masterKey() throws -> MasterKey { try MasterKey(hexadecimal: masterKeyText) }
}
