internal import CPlatform
internal import Glibc
package import Storage

/// An open file of the Linux kernel. Each method but `allocate` is one system call, on the caller's thread.
package final class LinuxFile: File {
    private let path: String
    let descriptor: Descriptor

    init(_ path: String, _ descriptor: consuming Descriptor) {
        self.path = path
        self.descriptor = descriptor
    }

    package static func open(_ path: String, _ mode: OpenMode) throws(FileError) -> LinuxFile {
        let descriptor: Descriptor =
            switch mode {
            case .read: try .open(path, flags: O_RDONLY)
            case .readWrite: try .open(path, flags: O_RDWR)
            case .create: try .open(path, flags: O_RDWR | O_EXCL, create: 0o640)
            case .createPrivate: try .open(path, flags: O_RDWR | O_EXCL, create: 0o600)
            }
        let failure = paidan_refuse_directory(descriptor.number)
        if failure != 0 {
            descriptor.close()
            throw FileError(.open, path, errno: failure)
        }
        // Whoever only reads goes along the file: from a cold disk that is three times as fast.
        if mode == .read { paidan_expect_forward_reads(descriptor.number) }
        return LinuxFile(path, descriptor)
    }

    package func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        precondition(!range.isEmpty && buffer.indices.contains(range), "a read has a place within its buffer")
        var done = 0
        let failure = unsafe buffer.withUnsafeMutableBytes { bytes in
            let place = unsafe bytes.baseAddress?.advanced(by: range.lowerBound)
            return unsafe paidan_pread(descriptor.number, place, range.count, offset, &done)
        }
        try FileError.check(failure, .read, path)
        return done
    }

    package func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int {
        precondition(!bytes.isEmpty, "a write has bytes")
        var done = 0
        let failure = unsafe bytes.withUnsafeBytes { bytes in
            unsafe paidan_pwrite(descriptor.number, bytes.baseAddress, bytes.count, offset, &done)
        }
        try FileError.check(failure, .write, path)
        return done
    }

    package func sync() throws(FileError) {
        try FileError.check(paidan_fdatasync(descriptor.number), .sync, path)
    }

    /// Two calls where one would do: a claim that leaves the size alone may fail half-way without a trace in the
    /// size, and after it, extending the file cannot run out of space.
    package func allocate(_ byteCount: UInt64) throws(FileError) {
        guard byteCount > 0 else { return }
        switch paidan_claim(descriptor.number, byteCount) {
        case 0: try FileError.check(paidan_fallocate(descriptor.number, byteCount), .allocate, path)
        case EOPNOTSUPP: try allocateByWriting(byteCount)
        case let failure: throw FileError(.allocate, path, errno: failure)
        }
    }

    package func truncate(to byteCount: UInt64) throws(FileError) {
        try FileError.check(paidan_ftruncate(descriptor.number, byteCount), .truncate, path)
    }

    package func size() throws(FileError) -> UInt64 {
        var byteCount: UInt64 = 0
        try FileError.check(unsafe paidan_file_size(descriptor.number, &byteCount), .size, path)
        return byteCount
    }

    package func close() { descriptor.close() }
}

extension LinuxFile {
    /// Claims space where the file system has no call for it: by writing zeros after the end. Holes before the
    /// end stay holes, so a file that shall be claimed in full is claimed when it is new.
    package func allocateByWriting(_ byteCount: UInt64) throws(FileError) {
        let before = try size()
        let zeros = [UInt8](repeating: 0, count: 1 << 18)
        var end = before
        do {
            while end < byteCount {
                let count = Int(min(UInt64(zeros.count), byteCount - end))
                let piece = unsafe zeros.span.bytes
                try writeAll(piece.extracting(first: count), at: end)
                end += UInt64(count)
            }
        } catch {
            try truncate(to: before)
            throw FileError(.allocate, path, error.code)
        }
    }
}
