internal import CPlatform
internal import Glibc
internal import Storage
internal import Synchronization

/// 64-bit words in a shared file mapping, with futexes on their low halves.
@safe final class LinuxSharedPage: SharedPage, @unchecked Sendable {
    // Sendable: the words are only reached by the atomic operations of CPlatform.
    private let words: UnsafeMutablePointer<UInt64>
    private let byteCount: Int
    let isWritable: Bool
    private let isMapped = Atomic(true)

    private init(_ address: UnsafeMutableRawPointer, byteCount: Int, isWritable: Bool) {
        self.isWritable = isWritable
        unsafe words = address.assumingMemoryBound(to: UInt64.self)
        self.byteCount = byteCount
    }

    deinit { precondition(!isMapped.load(ordering: .relaxed), "a shared page was dropped mapped") }

    static func map(_ path: String, byteCount: Int) throws(FileError) -> LinuxSharedPage {
        precondition(byteCount > 0 && byteCount.isMultiple(of: MemoryLayout<UInt64>.size), "a page is of whole words")
        // Space is claimed first: storing into a hole of a full device would end the process by SIGBUS.
        let file = LinuxFile(path, try .open(path, flags: O_RDWR, create: 0o640, for: .map))
        defer { file.close() }
        do {
            try file.allocate(UInt64(byteCount))
        } catch {
            throw FileError(.map, path, error.code)
        }
        var address: UnsafeMutableRawPointer?
        let failure = unsafe paidan_map_shared(file.descriptor.number, byteCount, &address)
        try FileError.check(failure, .map, path)
        return unsafe LinuxSharedPage(address!, byteCount: byteCount, isWritable: true)
    }

    static func mapReadOnly(_ path: String, byteCount: Int) throws(FileError) -> LinuxSharedPage {
        precondition(byteCount > 0 && byteCount.isMultiple(of: MemoryLayout<UInt64>.size), "a page is of whole words")
        let file = LinuxFile(path, try .open(path, flags: O_RDONLY, for: .map))
        defer { file.close() }
        // A load behind the end would end the process by SIGBUS.
        guard try file.size() >= UInt64(byteCount) else { throw FileError(.map, path, .notFound) }
        var address: UnsafeMutableRawPointer?
        let failure = unsafe paidan_map_shared_read_only(file.descriptor.number, byteCount, &address)
        try FileError.check(failure, .map, path)
        return unsafe LinuxSharedPage(address!, byteCount: byteCount, isWritable: false)
    }

    func load(_ index: Int) -> UInt64 { unsafe paidan_load(word(index)) }

    func store(_ value: UInt64, at index: Int) {
        precondition(isWritable, "a page that is only read was stored into")
        unsafe paidan_store(word(index), value)
    }

    func add(_ value: UInt64, at index: Int) -> UInt64 {
        precondition(isWritable, "a page that is only read was added to")
        return unsafe paidan_add(word(index), value)
    }

    func wait(at index: Int, while value: UInt64, atMost limit: Duration) {
        unsafe paidan_futex_wait(word(index), UInt32(truncatingIfNeeded: value), limit.wholeNanoseconds)
    }

    func wake(_ index: Int) { unsafe paidan_futex_wake_all(word(index)) }

    func unmap() {
        let wasMapped = isMapped.exchange(false, ordering: .relaxed)
        precondition(wasMapped, "a shared page was unmapped twice")
        let failure = unsafe paidan_unmap(words, byteCount)
        precondition(failure == 0, "a mapping of our own cannot be unmapped: errno \(failure)")
    }

    private func word(_ index: Int) -> UnsafeMutablePointer<UInt64> {
        precondition(isMapped.load(ordering: .relaxed), "a shared page was used after it was unmapped")
        precondition(index >= 0 && index < byteCount / MemoryLayout<UInt64>.size, "there is no word \(index)")
        return unsafe words + index
    }
}

extension Duration {
    /// In nanoseconds, as many as fit.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carry ? (seconds < 0 ? .min : .max) : sum
    }
}
