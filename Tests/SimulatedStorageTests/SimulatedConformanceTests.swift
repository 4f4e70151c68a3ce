import SimulatedStorage
import StorageConformance
import Testing

@Suite struct SimulatedConformanceTests {
    @Test("The simulated file system is what a file system must be", arguments: FileSystemConformance.checks)
    func conforms(_ check: FileSystemConformance.Check) throws {
        for sectorByteCount in [512, 4096] {
            let system = SimulatedFileSystem(seed: 1, sectorByteCount: sectorByteCount)
            try system.makeDirectory("/directory")
            try check.run(on: system, in: "/directory")
            #expect(system.openHandleCount == 0, "the check gave back what it opened")
        }
    }

    @Test("It still is after crashes and kills", arguments: FileSystemConformance.checks)
    func conformsAfterDeath(_ check: FileSystemConformance.Check) throws {
        let system = SimulatedFileSystem(seed: 2)
        for round in 0..<4 {
            try system.makeDirectory("/directory \(round)")
            try system.syncDirectory("/")
            if round.isMultiple(of: 2) { system.crash() } else { system.kill() }
            try check.run(on: system, in: "/directory \(round)")
        }
    }
}
