extension File {
    /// Writes all of `bytes` at `offset`, going on after short writes and interruptions.
    /// - Throws: the first refusal; then any part may have been written.
    public func writeAll(_ bytes: RawSpan, at offset: UInt64) throws(FileError) {
        var done = 0
        while done < bytes.byteCount {
            do {
                let count = try write(bytes.extracting(droppingFirst: done), at: offset + UInt64(done))
                precondition(count > 0 && count <= bytes.byteCount - done, "a write reports 1 to all bytes")
                done += count
            } catch let error where error.code == .interrupted {
                continue
            }
        }
    }

    /// Fills `buffer[range]` from `offset`, going on after short reads and interruptions.
    /// - Returns: the bytes read; fewer than `range.count` only at the end of the file.
    public func readAll(into buffer: inout [UInt8], range: Range<Int>, at offset: UInt64) throws(FileError) -> Int {
        var done = 0
        while done < range.count {
            do {
                let rest = range.lowerBound + done..<range.upperBound
                let count = try read(into: &buffer, range: rest, at: offset + UInt64(done))
                precondition(count >= 0 && count <= rest.count, "a read reports at most what was asked for")
                if count == 0 { break }
                done += count
            } catch let error where error.code == .interrupted {
                continue
            }
        }
        return done
    }

    /// The bytes from `offset`, `byteCount` of them or as many as there are.
    public func readAll(_ byteCount: Int, at offset: UInt64) throws(FileError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: byteCount)
        let count = try readAll(into: &buffer, range: 0..<byteCount, at: offset)
        buffer.removeLast(byteCount - count)
        return buffer
    }
}
