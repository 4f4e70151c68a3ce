internal import Conformance
internal import Storage
internal import Threads

extension FileSystemConformance {
    static let fileChecks: [Check] = [
        Check("a new file is empty") { try $0.newFileIsEmpty() },
        Check("a missing file is not found") { try $0.missingFileIsNotFound() },
        Check("an existing file is not created again") { try $0.existingFileIsNotCreatedAgain() },
        Check("bytes are read where they were written") { try $0.bytesAreReadWhereWritten() },
        Check("a write replaces what was there and no more") { try $0.writeReplacesItsRange() },
        Check("a read stops at the end") { try $0.readStopsAtEnd() },
        Check("a gap reads as zeros") { try $0.gapReadsAsZeros() },
        Check("a file reaches past 4 GiB") { try $0.fileReachesFar() },
        Check("truncating cuts, and extends with zeros") { try $0.truncateCutsAndExtends() },
        Check("allocating extends with zeros and keeps the bytes") { try $0.allocateExtends() },
        Check("allocating never shrinks") { try $0.allocateNeverShrinks() },
        Check("two openings see one file") { try $0.twoOpeningsSeeOneFile() },
        Check("a file opened for reading cannot be changed") { try $0.readOnlyFileIsNotChanged() },
        Check("a file opened for reading can be synced") { try $0.readOnlyFileCanBeSynced() },
        Check("a private file is like any other to its owner") { try $0.privateFileIsAFile() },
        Check("an impossible size is refused and harmless") { try $0.impossibleSizeIsRefused() },
        Check("threads write to one file at once") { try $0.threadsWriteAtOnce() },
    ]

    private func newFileIsEmpty() throws {
        try withFile("new", .create) { file in
            try expect(try file.size(), is: 0, "size")
            try expect(try file.readAll(10, at: 0), is: [], "content")
        }
        try expect(try names(), is: ["new"], "it is listed")
    }

    private func missingFileIsNotFound() throws {
        for mode in [OpenMode.read, .readWrite] {
            try expectRefusal(.notFound, .open, path("missing")) { () throws(FileError) in
                try fileSystem.open(path("missing"), mode)
            }
        }
        for mode in [OpenMode.read, .create] {
            try expectRefusal(.notFound, .open, path("missing/file")) { () throws(FileError) in
                try fileSystem.open(path("missing/file"), mode)
            }
        }
    }

    private func existingFileIsNotCreatedAgain() throws {
        try make("file", "kept")
        for mode in [OpenMode.create, .createPrivate] {
            try expectRefusal(.exists, .open, path("file")) { () throws(FileError) in
                try fileSystem.open(path("file"), mode)
            }
        }
        try expect(try text("file"), is: "kept", "content")
    }

    private func bytesAreReadWhereWritten() throws {
        try withFile("file", .create) { file in
            let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31 + $0 >> 8) }
            try file.writeAll(bytes.rawSpan, at: 0)
            try expect(try file.size(), is: 10_000, "size")
            for (offset, count) in [(0, 1), (0, 10_000), (511, 2), (4095, 4098), (9_999, 1)] {
                let read = try file.readAll(count, at: UInt64(offset))
                try expect(read, is: Array(bytes[offset..<offset + count]), "\(count) bytes at \(offset)")
            }
            var buffer = [UInt8](repeating: 7, count: 30)
            _ = try file.readAll(into: &buffer, range: 10..<20, at: 100)
            let around = [UInt8](repeating: 7, count: 10)
            try expect(buffer, is: around + bytes[100..<110] + around, "a read fills its range only")
        }
    }

    private func writeReplacesItsRange() throws {
        try make("file", "0123456789")
        try withFile("file", .readWrite) { file in
            try write("abc", to: file, at: 4)
            try write("xy", to: file, at: 9)
        }
        try expect(try text("file"), is: "0123abc78xy", "content")
    }

    private func readStopsAtEnd() throws {
        try make("file", "0123456789")
        try withFile("file", .read) { file in
            var buffer = [UInt8](repeating: 7, count: 20)
            try expect(try file.readAll(into: &buffer, range: 0..<20, at: 6), is: 4, "bytes read")
            try expect(buffer[..<4].elementsEqual("6789".utf8), "content")
            for offset: UInt64 in [10, 11, 1 << 40] {
                let count = try file.read(into: &buffer, range: 0..<20, at: offset)
                try expect(count, is: 0, "bytes read at \(offset)")
            }
        }
    }

    private func gapReadsAsZeros() throws {
        try withFile("file", .create) { file in
            try write("end", to: file, at: 100_000)
            try expect(try file.size(), is: 100_003, "size")
            let zeros = [UInt8](repeating: 0, count: 100_000)
            try expect(try file.readAll(100_003, at: 0) == zeros + Array("end".utf8), "content")
        }
    }

    private func fileReachesFar() throws {
        let far: UInt64 = 5 << 30
        try withFile("file", .create) { file in
            try write("far", to: file, at: far)
            try expect(try file.size(), is: far + 3, "size")
            try expect(try file.readAll(10, at: far - 2), is: [0, 0] + Array("far".utf8), "content")
            try file.truncate(to: 0)
        }
    }

    private func truncateCutsAndExtends() throws {
        try make("file", "0123456789")
        try withFile("file", .readWrite) { file in
            try file.truncate(to: 4)
            try expect(try text(of: file), is: "0123", "cut")
            try file.truncate(to: 6)
            try expect(try text(of: file), is: "0123\0\0", "extended; what was cut does not come back")
            try file.truncate(to: 5000)
            try expect(try file.readAll(5000, at: 6) == [UInt8](repeating: 0, count: 4994), "extended further")
            try file.truncate(to: 0)
            try expect(try file.size(), is: 0, "size")
        }
    }

    private func allocateExtends() throws {
        try make("file", "0123456789")
        try withFile("file", .readWrite) { file in
            try file.allocate(20_000)
            try expect(try file.size(), is: 20_000, "size")
            let expected = Array("0123456789".utf8) + [UInt8](repeating: 0, count: 19_990)
            try expect(try file.readAll(20_001, at: 0) == expected, "content")
            try write("x", to: file, at: 15_000)
            try expect(try file.size(), is: 20_000, "size after a write within")
        }
    }

    private func allocateNeverShrinks() throws {
        try make("file", "0123456789")
        try withFile("file", .readWrite) { file in
            try file.allocate(4)
            try file.allocate(0)
            try expect(try text(of: file), is: "0123456789", "content")
        }
    }

    private func twoOpeningsSeeOneFile() throws {
        try withFile("file", .create) { writer in
            try withFile("file", .read) { reader in
                try write("seen at once", to: writer, at: 0)
                try expect(try text(of: reader), is: "seen at once", "content")
                try writer.truncate(to: 4)
                try expect(try reader.size(), is: 4, "size")
            }
        }
    }

    private func readOnlyFileIsNotChanged() throws {
        try make("file", "0123456789")
        let path = path("file")
        try withFile("file", .read) { file in
            try expectRefusal(nil, .write, path) { () throws(FileError) in try file.write([1].rawSpan, at: 0) }
            try expectRefusal(nil, .truncate, path) { () throws(FileError) in try file.truncate(to: 2) }
            try expectRefusal(nil, .allocate, path) { () throws(FileError) in try file.allocate(100) }
            try expect(try text(of: file), is: "0123456789", "content")
        }
    }

    private func readOnlyFileCanBeSynced() throws {
        try make("file", "0123456789")
        try withFile("file", .read) { file in try file.sync() }
    }

    private func privateFileIsAFile() throws {
        try withFile("file", .createPrivate) { file in
            try write("secret", to: file, at: 0)
            try file.sync()
        }
        try expect(try text("file"), is: "secret", "content")
    }

    private func impossibleSizeIsRefused() throws {
        try make("file", "0123456789")
        let path = path("file")
        try withFile("file", .readWrite) { file in
            try expectRefusal(nil, .allocate, path) { () throws(FileError) in try file.allocate(.max) }
            try expectRefusal(nil, .truncate, path) { () throws(FileError) in try file.truncate(to: .max) }
            try expectRefusal(nil, .write, path) { () throws(FileError) in try file.write([1].rawSpan, at: .max) }
            try expect(try text(of: file), is: "0123456789", "content")
        }
    }

    private func threadsWriteAtOnce() throws {
        try withFile("file", .create) { file in
            let failures = Monitor<[FileError]>([])
            let threads = (0..<4).map { number in
                NamedThread("writer \(number)") {
                    do throws(FileError) {
                        for turn in 0..<100 {
                            let mark = [UInt8](repeating: UInt8(1 + number), count: 10)
                            try file.writeAll(mark.rawSpan, at: UInt64((turn * 4 + number) * 10))
                        }
                    } catch {
                        failures.withLock { $0.append(error) }
                    }
                }
            }
            for thread in threads { thread.join() }
            try expect(failures.withLock { $0 }, is: [], "failures")
            let expected = (0..<4000).map { UInt8(1 + $0 / 10 % 4) }
            try expect(try file.readAll(4001, at: 0) == expected, "every write is there")
        }
    }
}
