internal import CPlatform
internal import Glibc
public import Storage

/// The file system of the machine, by its system calls.
///
/// Errors are ``FileError``s made from errno in one place. Files, locks and pages own their descriptors: one that
/// is dropped without `close()`, `release()` or `unmap()` traps.
public struct LinuxFileSystem: FileSystem {
    public init() {}

    public func open(_ path: String, _ mode: OpenMode) throws(FileError) -> any File {
        try LinuxFile.open(path, mode)
    }

    public func list(_ directory: String) throws(FileError) -> [String] {
        var names: [String] = []
        let failure = unsafe withUnsafeMutablePointer(to: &names) { names in
            unsafe paidan_list(
                directory,
                { name, names in
                    let names = unsafe names!.assumingMemoryBound(to: [String].self)
                    unsafe names.pointee.append(String(cString: name!))
                }, names)
        }
        try FileError.check(failure, .list, directory)
        return names
    }

    public func makeDirectory(_ path: String) throws(FileError) {
        try FileError.check(unsafe paidan_make_directory(path, 0o750), .makeDirectory, path)
    }

    public func rename(_ source: String, to target: String) throws(FileError) {
        try FileError.check(unsafe paidan_rename(source, target), .rename, source)
    }

    public func remove(_ path: String) throws(FileError) {
        try FileError.check(unsafe paidan_remove(path), .remove, path)
    }

    public func removeDirectory(_ path: String) throws(FileError) {
        try FileError.check(unsafe paidan_remove_directory(path), .remove, path)
    }

    public func syncDirectory(_ path: String) throws(FileError) {
        let descriptor = try Descriptor.open(path, flags: O_RDONLY | O_DIRECTORY, for: .syncDirectory)
        let failure = paidan_fsync(descriptor.number)
        descriptor.close()
        try FileError.check(failure, .syncDirectory, path)
    }

    public func lock(_ path: String, owner: String) throws(FileError) -> any FileLock {
        try LinuxFileLock.take(path, owner: owner)
    }

    public func isLocked(_ path: String) throws(FileError) -> Bool { try LinuxFileLock.isHeld(path) }

    public func mapShared(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try LinuxSharedPage.map(path, byteCount: byteCount)
    }

    public func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> any SharedPage {
        try LinuxSharedPage.mapReadOnly(path, byteCount: byteCount)
    }
}
