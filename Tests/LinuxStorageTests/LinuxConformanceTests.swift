import LinuxStorage
import StorageConformance
import TemporaryFolders
import Testing

@Suite struct LinuxConformanceTests {
    @Test("The Linux file system is what a file system must be", arguments: FileSystemConformance.checks)
    func conforms(_ check: FileSystemConformance.Check) throws {
        let directory = try TemporaryFolder()
        try check.run(on: LinuxFileSystem(), in: directory.path)
    }
}
