internal import Storage

final class SimulatedFile: File {
    private let hold: Hold
    private let isWritable: Bool

    init(_ hold: Hold, isWritable: Bool) {
        self.hold = hold
        self.isWritable = isWritable
    }

    func read(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        precondition(!range.isEmpty && buffer.indices.contains(range), "a read has a place within its buffer")
        return try hold.perform(.read, .range(offset: offset, byteCount: range.count)) {
            machine, fault throws(FileError) in
            machine.read(hold.node, into: &buffer, range: range, at: offset, fault)
        }
    }

    func write(_ bytes: RawSpan, at offset: UInt64) throws(FileError) -> Int {
        precondition(!bytes.isEmpty, "a write has bytes")
        return try hold.perform(.write, .range(offset: offset, byteCount: bytes.byteCount)) {
            machine, fault throws(FileError) in
            try checkWritable(.write)
            return try machine.write(hold.node, bytes, at: offset, hold.path, fault)
        }
    }

    func sync() throws(FileError) {
        try hold.perform(.sync) { machine, fault throws(FileError) in
            try machine.sync(hold.node, hold.path, fault)
        }
    }

    func allocate(_ byteCount: UInt64) throws(FileError) {
        try hold.perform(.allocate, .byteCount(byteCount)) { machine, _ throws(FileError) in
            try checkWritable(.allocate)
            try machine.allocate(hold.node, byteCount, hold.path)
        }
    }

    func truncate(to byteCount: UInt64) throws(FileError) {
        try hold.perform(.truncate, .byteCount(byteCount)) { machine, _ throws(FileError) in
            try checkWritable(.truncate)
            try machine.truncate(hold.node, to: byteCount, hold.path)
        }
    }

    func size() throws(FileError) -> UInt64 {
        try hold.perform(.size) { machine, _ throws(FileError) in UInt64(machine.volume.files[hold.node]!.size) }
    }

    func close() { hold.giveBack() }

    private func checkWritable(_ operation: FileError.Operation) throws(FileError) {
        // Linux says EINVAL where a size is changed and EBADF where bytes are written.
        guard !isWritable else { return }
        throw FileError(operation, hold.path, .other(operation == .truncate ? Errno.invalid : Errno.badDescriptor))
    }
}
