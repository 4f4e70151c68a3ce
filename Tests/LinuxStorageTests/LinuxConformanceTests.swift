import LinuxStorage
import StorageConformance
import Testing

@Suite struct LinuxConformanceTests {
    @Test("The Linux file system is what a file system must be", arguments: FileSystemConformance.checks)
    func conforms(_ check: FileSystemConformance.Check) throws {
        let directory = try TemporaryDirectory()
        try check.run(on: LinuxFileSystem(), in: directory.path)
    }
}
