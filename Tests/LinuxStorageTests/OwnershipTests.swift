import LinuxStorage
import Storage
import TemporaryFolders
import Testing

/// What would leak a descriptor, or use one that is somebody else's by now, ends the process.
@Suite struct OwnershipTests {
    @Test("A file that is dropped open traps")
    func droppedFile() async {
        await #expect(processExitsWith: .failure) { _ = try LinuxFileSystem().open("/dev/null", .read) }
    }

    @Test("A file that is closed twice traps")
    func closedTwice() async {
        await #expect(processExitsWith: .failure) {
            let file = try LinuxFileSystem().open("/dev/null", .read)
            file.close()
            file.close()
        }
    }

    @Test("A closed file that is used traps")
    func usedAfterClose() async {
        await #expect(processExitsWith: .failure) {
            let file = try LinuxFileSystem().open("/dev/null", .read)
            file.close()
            _ = try file.size()
        }
    }

    @Test("A file that is closed once does not trap")
    func closedOnce() async {
        await #expect(processExitsWith: .success) { try LinuxFileSystem().open("/dev/null", .read).close() }
    }

    @Test("A lock that is dropped traps")
    func droppedLock() async throws {
        let directory = try TemporaryFolder()
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            _ = try LinuxFileSystem().lock(path + "/lock", owner: "owner")
        }
    }

    @Test("A page that is dropped mapped, or used afterwards, traps", arguments: [false, true])
    func droppedPage(_ isUsedAfterwards: Bool) async throws {
        let directory = try TemporaryFolder()
        await #expect(processExitsWith: .failure) {
            [path = directory.path as String, isUsedAfterwards = isUsedAfterwards as Bool] in
            let page = try LinuxFileSystem().mapShared(path + "/page", byteCount: 4096)
            if isUsedAfterwards {
                page.unmap()
                _ = page.load(0)
            }
        }
    }

    @Test("A word outside the page traps")
    func wordOutside() async throws {
        let directory = try TemporaryFolder()
        await #expect(processExitsWith: .failure) { [path = directory.path as String] in
            let page = try LinuxFileSystem().mapShared(path + "/page", byteCount: 64)
            defer { page.unmap() }
            _ = page.load(8)
        }
    }
}
