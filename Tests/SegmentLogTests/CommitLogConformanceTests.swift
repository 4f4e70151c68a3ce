import CommitLogConformance
import Conformance
import SegmentLog
import SimulatedStorage
import TemporaryFolders
import Testing

@Suite("A segment log is what a commit log must be")
struct CommitLogConformanceTests {
    typealias Opened = CommitLogConformance.Opened

    @Test("on the machine's file system", arguments: CommitLogConformance.checks)
    func onFiles(_ check: CommitLogConformance.Check) async throws {
        let folder = try TemporaryFolder()
        var options = LogOptions()
        // To fill what nobody uses would take longer than the checks.
        options.fillsSegments = false
        try await check.run { [options] in
            let log = try SegmentLog.open(folder.path, options: options, environment: .system(owner: "a test"))
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

    @Test(
        "and whatever breaks a promise is seen by its check",
        arguments: [
            (.losesAnAppend, "records are numbered from 1, without a gap"),
            (.losesSubjects, "a record comes back as it was given"),
            (.splitsBatches, "a batch is durable whole or not at all"),
            (.publishesLate, "the durable end rises only"),
            (.ignoresExpectations, "of many that expect the same end one is taken"),
            (.appendsWhatItRefuses, "an append that expects another end is refused, and leaves nothing behind"),
            (.callsAnotherEnd, "an append that expects another end is refused, and leaves nothing behind"),
            (.readsOn, "a reading cursor ends at what was durable when it was made"),
            (.skipsAChunk, "a cursor begins where it is told"),
            (.repeatsAChunk, "a follower catches up and goes on, without a gap or a duplicate"),
            (.publishesLate, "a follower is given only what is durable"),
            (.stopsFollowing, "a follower that falls behind misses nothing"),
            (.takesAppendsWhenClosed, "a closed log refuses appends as closed"),
        ] as [(UnfaithfulLog.Fault, String)])
    func seesFaults(_ fault: UnfaithfulLog.Fault, _ name: String) async throws {
        let check = try #require(CommitLogConformance.checks.first { $0.name == name })
        let world = TestDisk(segmentBytes: 128 << 10)
        await #expect(throws: ConformanceFailure.self) {
            try await check.run {
                let log = try SegmentLog.open(
                    TestDisk.directory, options: world.options, environment: world.environment())
                return Opened(UnfaithfulLog(log, fault)) { log.close() }
            }
        }
    }

    @Test("and a log that forgets is seen to")
    func seesForgetting() async throws {
        for name in ["what was acknowledged is there after closing", "what was acknowledged is there after a crash"] {
            let check = try #require(CommitLogConformance.checks.first { $0.name == name })
            await #expect(throws: ConformanceFailure.self) {
                try await check.run {
                    let world = TestDisk()
                    let log = try SegmentLog.open(
                        TestDisk.directory, options: world.options, environment: world.environment())
                    return Opened(log) { log.close() }
                }
            }
        }
    }
}
