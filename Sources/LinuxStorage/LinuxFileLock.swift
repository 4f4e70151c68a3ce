internal import CPlatform
internal import Glibc
internal import Storage

/// An open-file-description lock: it belongs to this one opening, not to the process, so two threads exclude
/// each other, and it ends with the process however that ends.
final class LinuxFileLock: FileLock {
    /// More text than this about an owner is cut off.
    private static let ownerBytesMax = 4096

    private let descriptor: Descriptor

    private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// As often a file may be found removed between its opening and its locking.
    private static let attemptsMax = 1000

    /// The lock is on a file, and whoever held it may have removed that: then it stands for nothing any more, and the
    /// next one to come would lock another file of the same name.
    static func take(_ path: String, owner: String) throws(FileError) -> LinuxFileLock {
        for _ in 0..<attemptsMax {
            if let lock = try takePresent(path, owner: owner) { return lock }
        }
        throw FileError(.lock, path, .other(ESTALE))
    }

    /// Nil if the file that got locked has lost its name.
    private static func takePresent(_ path: String, owner: String) throws(FileError) -> LinuxFileLock? {
        let lock = LinuxFileLock(try .open(path, flags: O_RDWR, create: 0o640, for: .lock))
        do {
            try lock.exclude(path)
            guard try lock.isNamed(path) else {
                lock.release()
                return nil
            }
            try lock.write(owner, path)
        } catch {
            lock.release()
            throw error
        }
        return lock
    }

    static func isHeld(_ path: String) throws(FileError) -> Bool {
        let descriptor: Descriptor
        do {
            descriptor = try .open(path, flags: O_RDONLY, for: .lock)
        } catch let error where error.code == .notFound {
            return false
        }
        var held: Int32 = 0
        let failure = unsafe paidan_lock_is_held(descriptor.number, &held)
        descriptor.close()
        try FileError.check(failure, .lock, path)
        return held != 0
    }

    func release() { descriptor.close() }

    private func exclude(_ path: String) throws(FileError) {
        switch paidan_lock_exclusive(descriptor.number) {
        case 0: return
        case EAGAIN, EACCES: throw FileError(.lock, path, .locked(owner: try owner(path)))
        case let failure: throw FileError(.lock, path, errno: failure)
        }
    }

    private func isNamed(_ path: String) throws(FileError) -> Bool {
        var isNamed: Int32 = 0
        try FileError.check(unsafe paidan_is_named(descriptor.number, path, &isNamed), .lock, path)
        return isNamed != 0
    }

    private func write(_ owner: String, _ path: String) throws(FileError) {
        let text = Array(owner.utf8.prefix(Self.ownerBytesMax))
        var done = 0
        let failure = unsafe text.withUnsafeBytes { bytes in
            unsafe paidan_pwrite(descriptor.number, bytes.baseAddress, bytes.count, 0, &done)
        }
        try FileError.check(failure, .lock, path)
        try FileError.check(paidan_ftruncate(descriptor.number, UInt64(done)), .lock, path)
    }

    private func owner(_ path: String) throws(FileError) -> String {
        var text = [UInt8](repeating: 0, count: Self.ownerBytesMax)
        var done = 0
        let failure = unsafe text.withUnsafeMutableBytes { bytes in
            unsafe paidan_pread(descriptor.number, bytes.baseAddress, bytes.count, 0, &done)
        }
        try FileError.check(failure, .lock, path)
        return String(decoding: text[..<done], as: UTF8.self)
    }
}
