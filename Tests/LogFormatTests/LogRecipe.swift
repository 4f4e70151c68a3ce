import CommitLog
import Foundation
import Seeds
import SegmentLog
import Testing

/// How a log for a test is made: everything that shows in its files.
struct LogRecipe: Sendable, CustomTestStringConvertible {
    var name: String
    var seed: UInt64
    var segmentBytes = 16 << 10
    var isEncrypted = false
    var keepsEvidence = true
    var compresses = true
    /// How many records each opening appends.
    var epochs: [Int]
    var batchMax = 40
    var tinyRecords = false
    var ending = Ending.clean

    enum Ending: Sendable {
        case clean
        /// Everything sealed, then closed.
        case sealed
        /// Everything sealed and repacked, then closed.
        case repacked
        /// Killed after the last acknowledgement: `tornShare` of the frame that was being written is there.
        case killed(tornShare: Double)
    }

    var testDescription: String { "\(name), seed \(seed)" }

    private var options: LogOptions {
        get throws {
            var options = LogOptions()
            options.segmentBytes = segmentBytes
            options.compresses = compresses
            options.keepsEvidence = keepsEvidence
            options.fillsSegments = false
            options.repacks = false
            if isEncrypted { options.masterKey = try World.masterKey() }
            return options
        }
    }

    /// Writes the log into `path`, which does not exist.
    /// - Returns: every record that was acknowledged.
    func write(to path: String) throws -> [LoggedRecord] {
        let world = World(seed: seed)
        var random = SplitMix64(seed: seed ^ 0x5eed)
        var written: [LoggedRecord] = []
        for (epoch, count) in epochs.enumerated() {
            let isLast = epoch == epochs.count - 1
            let log = try SegmentLog.open(path, options: options, environment: world.environment)
            var left = count
            while left > 0 {
                let records = (0..<min(left, .random(in: 1...batchMax, using: &random))).map { _ in
                    tinyRecords
                        ? LoggedRecord(type: 0, subjects: [], body: [UInt8(left & 0xff)]) : .random(using: &random)
                }
                _ = try log.appendBlocking(try records.batch())
                written += records
                left -= records.count
            }
            switch ending {
            case .killed(let share) where isLast:
                try kill(
                    log, path, tornShare: share, unacknowledged: [.random(using: &random), .random(using: &random)])
                return written
            case .sealed where isLast, .repacked where isLast: try log.seal()
            default: break
            }
            log.close()
        }
        if case .repacked = ending { try repack(path, world) }
        return written
    }

    /// Leaves in `path` what a kill in the middle of one more append would.
    private func kill(
        _ log: SegmentLog, _ path: String, tornShare: Double, unacknowledged: [LoggedRecord]
    ) throws {
        let copy = path + "-killed"
        try copyLog(path, to: copy)
        _ = try log.appendBlocking(try unacknowledged.batch())
        for name in try FileManager.default.contentsOfDirectory(atPath: copy) where name.hasSuffix(".segment") {
            try copyTorn(from: "\(path)/\(name)", to: "\(copy)/\(name)", share: tornShare)
        }
        log.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: copy, toPath: path)
    }

    /// Copies the beginning of what was written to the file since.
    private func copyTorn(from later: String, to earlier: String, share: Double) throws {
        let after = [UInt8](try Data(contentsOf: URL(filePath: later)))
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: earlier)))
        let changed = bytes.indices.filter { $0 < after.count && bytes[$0] != after[$0] }
        guard let first = changed.first, let last = changed.last else { return }
        let end = first + Int(Double(last + 1 - first) * share)
        bytes.replaceSubrange(first..<end, with: after[first..<end])
        try Data(bytes).write(to: URL(filePath: earlier))
    }

    /// Opens the log with repacking on until nothing of generation 0 is left among the sealed segments.
    private func repack(_ path: String, _ world: World) throws {
        var options = try options
        options.repacks = true
        let log = try SegmentLog.open(path, options: options, environment: world.environment)
        defer { log.close() }
        let sealed = try sealedNames(path)
        for _ in 0..<200_000 {
            if try sealedNames(path).isDisjoint(with: sealed) { return }
            sched_yield()
        }
        Issue.record("the log is not repacked")
    }

    private func sealedNames(_ path: String) throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix("-0.segment") }.sorted()
                .dropLast())
    }
}

/// Copies the files that a log consists of, the manifest first: what it lists is there, whatever happens meanwhile.
func copyLog(_ path: String, to target: String) throws {
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    let kept = names.filter { $0 == "keyring" || $0.hasSuffix(".segment") }.sorted()
    for name in ["manifest"] + kept {
        try FileManager.default.copyItem(atPath: "\(path)/\(name)", toPath: "\(target)/\(name)")
    }
}
