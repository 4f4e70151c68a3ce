import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite struct KeyRotationTests {
    private let sample = SampleLog(isEncrypted: true, batches: 3)

    private func keys() throws -> (old: MasterKey, new: MasterKey) {
        (try MasterKey(SampleLog.oldKeyBytes), try MasterKey(SampleLog.newKeyBytes))
    }

    private func rotate(on disk: SimulatedFileSystem) throws {
        let (old, new) = try keys()
        try KeyRotation.rotate(SampleLog.path, from: old, to: new, environment: environment(disk, seed: 5))
    }

    private func count(on disk: SimulatedFileSystem, _ key: MasterKey) throws -> UInt64 {
        let report = try Verification.run(SampleLog.path, masterKey: key, environment: environment(disk)) { _ in }
        #expect(report.isSound)
        return report.records
    }

    @Test func theNewKeyOpensTheLogAndTheOldOneIsRefused() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        let (old, new) = try keys()
        let segments = disk.paths.filter { $0.hasSuffix(".segment") }.map { disk.contents(of: $0) }
        try rotate(on: disk)
        #expect(disk.paths.filter { $0.hasSuffix(".segment") }.map { disk.contents(of: $0) } == segments)
        #expect(try count(on: disk, new) == UInt64(records.count))
        #expect(throws: LogError.wrongMasterKey) {
            try SegmentLogReader.open(SampleLog.path, masterKey: old, environment: environment(disk))
        }
        #expect(throws: LogError.wrongMasterKey) { try sample.open(on: disk, life: 9) }
        // Again: it has happened already, and is said to have.
        try rotate(on: disk)
        #expect(try count(on: disk, new) == UInt64(records.count))
        #expect(disk.openHandleCount == 0)
    }

    @Test func onlyTheOldKeyRotates() throws {
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        let other = try MasterKey((0..<32).map { UInt8($0 * 3) })
        let keyring = disk.contents(of: SampleLog.path + "/keyring")
        #expect(throws: LogError.wrongMasterKey) {
            try KeyRotation.rotate(SampleLog.path, from: other, to: other, environment: environment(disk))
        }
        #expect(disk.contents(of: SampleLog.path + "/keyring") == keyring)
    }

    @Test func aPlainLogAndNoLogAreRefused() throws {
        let disk = SimulatedFileSystem(seed: 1)
        _ = try SampleLog().write(on: disk)
        #expect(throws: LogError.self) { try rotate(on: disk) }
        let (old, new) = try keys()
        #expect(throws: LogError.notALog("/elsewhere")) {
            try KeyRotation.rotate("/elsewhere", from: old, to: new, environment: environment(disk))
        }
        #expect(disk.openHandleCount == 0)
    }

    @Test func aWriterKeepsItsKey() throws {
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        let log = try sample.open(on: disk, life: 9)
        #expect(throws: LogError.held(by: "a test")) { try rotate(on: disk) }
        log.close()
        try rotate(on: disk)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func afterAPowerLossOneOfBothKeysOpensTheLog(_ seed: UInt64) throws {
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        let (old, new) = try keys()
        let calls = SimulatedFileSystem(snapshot: disk.snapshot())
        try rotate(on: calls)
        for ordinal in 1...calls.callCount {
            let other = SimulatedFileSystem(snapshot: disk.snapshot(), seed: seed &* 104_729 &+ UInt64(ordinal))
            other.inject(.losePower, atCall: ordinal)
            #expect(throws: LogError.self) { try rotate(on: other) }
            other.crash()
            let opened = [old, new].filter { (try? count(on: other, $0)) == UInt64(records.count) }
            #expect(opened.count == 1, "seed \(seed), call \(ordinal)")
            try rotate(on: other)
            #expect(try count(on: other, new) == UInt64(records.count), "seed \(seed), call \(ordinal)")
        }
    }

    @Test func whatWasWrittenUnderBothKeysIsRead() throws {
        let disk = SimulatedFileSystem(seed: 1)
        var records = try sample.write(on: disk)
        try rotate(on: disk)
        var options = try sample.options
        options.masterKey = try keys().new
        let log = try SteppedLog.open(SampleLog.path, options: options, environment: environment(disk, seed: 77))
        var random = SplitMix64(seed: 5)
        records += try sample.append(to: log, batches: 4, &random)
        log.close()
        #expect(try count(on: disk, try keys().new) == UInt64(records.count))
    }
}
