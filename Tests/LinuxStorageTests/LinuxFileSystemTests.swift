import Bytes
import Foundation
import LinuxStorage
import Storage
import TemporaryFolders
import Testing

@Suite struct LinuxFileSystemTests {
    @Test(
        "Each errno has its code",
        arguments: [
            (ENOENT, FileError.Code.notFound), (EEXIST, .exists), (ENOSPC, .noSpace), (EDQUOT, .noSpace),
            (EACCES, .permissionDenied), (EPERM, .permissionDenied), (EROFS, .readOnly),
            (EINTR, .interrupted), (EIO, .io), (EBADF, .other(EBADF)), (ENOTDIR, .other(ENOTDIR)),
        ])
    func errnoHasItsCode(_ number: Int32, _ code: FileError.Code) {
        let error = FileError(.write, "/some/path", errno: number)
        #expect(error == FileError(.write, "/some/path", code))
    }

    @Test("A full device is no space")
    func fullDevice() throws {
        let file = try LinuxFileSystem().open("/dev/full", .readWrite)
        defer { file.close() }
        #expect(throws: FileError(.write, "/dev/full", .noSpace)) { try file.writeAll([1].bytes, at: 0) }
    }

    @Test("A file is for its owner and group, a private one for its owner", arguments: [false, true])
    func fileModes(_ isPrivate: Bool) throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/file"
        try LinuxFileSystem().open(path, isPrivate ? .createPrivate : .create).close()
        var status = stat()
        #expect(stat(path, &status) == 0)
        let mask = umask(0)
        umask(mask)
        #expect(status.st_mode & 0o777 == (isPrivate ? 0o600 : 0o640) & ~mask)
    }

    @Test("A refused claim of space leaves the size as it was")
    func refusedClaim() throws {
        let directory = try TemporaryFolder()
        let file = try LinuxFileSystem().open(directory.path + "/file", .create)
        defer { file.close() }
        try file.writeAll([1, 2, 3].bytes, at: 0)
        // An exbibyte; tmpfs and ext4 refuse it for different reasons.
        #expect(throws: FileError.self) { try file.allocate(1 << 60) }
        #expect(try file.size() == 3)
    }

    @Test("A claim has blocks behind it")
    func claimHasBlocks() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/file"
        let file = try LinuxFileSystem().open(path, .create)
        defer { file.close() }
        try file.allocate(1 << 20)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_blocks * 512 >= 1 << 20)
        #expect(status.st_size == 1 << 20)
    }

    @Test("Space is claimed by writing zeros where there is no call for it")
    func claimByWriting() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/file"
        let file = try LinuxFile.open(path, .create)
        defer { file.close() }
        try file.writeAll([1, 2, 3].bytes, at: 0)
        try file.allocateByWriting(700_001)
        #expect(try file.size() == 700_001)
        #expect(try file.readAll(700_002, at: 0) == [1, 2, 3] + [UInt8](repeating: 0, count: 699_998))
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_blocks * 512 >= 700_001)
    }

    @Test("A lock that was given back is free, whoever else still has its descriptor")
    func lockEndsWithItsRelease() throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/lock"
        let lock = try LinuxFileSystem().lock(path, owner: "the first")
        let mine = (0..<1024 as Range<Int32>).first { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
        }
        // What a child process has between its making and its own program.
        let copy = dup(try #require(mine))
        defer { close(copy) }
        lock.release()
        try LinuxFileSystem().lock(path, owner: "the second").release()
    }

    @Test("A lock ends with its process, however that ends")
    func lockEndsWithProcess() async throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/lock"
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try LinuxFileSystem().lock(path, owner: "the child")
            kill(getpid(), SIGKILL)
            lock.release()
        }
        #expect(try LinuxFileSystem().isLocked(path) == false)
        let file = try LinuxFileSystem().open(path, .read)
        #expect(try file.readAll(100, at: 0) == Array("the child".utf8), "it did hold it")
        file.close()
        try LinuxFileSystem().lock(path, owner: "the parent").release()
    }
}
