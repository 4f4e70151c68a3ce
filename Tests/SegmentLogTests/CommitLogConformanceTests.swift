import CommitLogConformance
import Foundation
import SegmentLog
import SimulatedStorage
import Testing

@Suite("A segment log is what a commit log must be")
struct CommitLogConformanceTests {
    typealias Opened = CommitLogConformance.Opened

    @Test("on the machine's file system", arguments: CommitLogConformance.checks)
    func onFiles(_ check: CommitLogConformance.Check) async throws {
        let files = FileManager.default
        let folder = try files.url(
            for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: files.temporaryDirectory, create: true)
        defer { try? files.removeItem(at: folder) }
        var options = LogOptions()
        // To fill what nobody uses would take longer than the checks.
        options.fillsSegments = false
        try await check.run { [options] in
            let path = folder.path(percentEncoded: false)
            let log = try SegmentLog.open(path, options: options, environment: .system(owner: "a test"))
            return Opened(log) { log.close() }
        }
    }

    @Test("on a simulated one that loses power, with small segments", arguments: CommitLogConformance.checks)
    func onSimulation(_ check: CommitLogConformance.Check) async throws {
        for isEncrypted in [false, true] {
            let world = TestDisk(seed: 3, isEncrypted: isEncrypted, segmentBytes: 128 << 10)
            try await check.run {
                let log = try SegmentLog.open(
                    TestDisk.directory, options: world.options, environment: world.environment())
                return Opened(log) {
                    log.close()
                } crash: {
                    world.disk.crash()
                    log.close()
                }
            }
            #expect(world.disk.openHandleCount == 0, "the log gave back what it opened")
        }
    }
}
