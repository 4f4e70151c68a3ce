/// Unsigned LEB128: seven bits a byte, lowest first, the top bit set on all but the last. Only the shortest form
/// is valid, so that equal values have equal bytes and equal hashes.
public enum Varint {
    public static let byteCountMax = 10

    /// How many bytes `value` takes: 1 to 10.
    @inlinable
    public static func byteCount(_ value: UInt64) -> Int {
        max(1, (UInt64.bitWidth - value.leadingZeroBitCount + 6) / 7)
    }

    @inlinable
    public static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        // One question whether there is room, not one for each byte.
        bytes.append(addingCapacity: byteCount(value)) { output in
            var rest = value
            while rest >= 0x80 {
                output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            output.append(UInt8(truncatingIfNeeded: rest))
        }
    }

    /// Reads one at `offset` and moves `offset` past it. Nil if it is cut off, overlong or past 64 bits.
    ///
    /// Those of one and two bytes are read where this is called: nearly every length and number in a log is one.
    @inlinable
    @inline(__always)
    public static func read(_ bytes: RawSpan, at offset: inout Int) -> UInt64? {
        let position = offset
        guard position < bytes.byteCount else { return nil }
        let first = bytes.byte(at: position)
        if first < 0x80 {
            offset = position + 1
            return UInt64(first)
        }
        guard position + 1 < bytes.byteCount else { return nil }
        let second = bytes.byte(at: position + 1)
        guard second < 0x80 else { return readLong(bytes, at: &offset) }
        if second == 0 { return nil }
        offset = position + 2
        return UInt64(first & 0x7f) | UInt64(second) << 7
    }

    /// Moves `offset` past one, whatever its value; false if ``read(_:at:)`` would refuse it.
    @inlinable
    @inline(__always)
    public static func skip(_ bytes: RawSpan, at offset: inout Int) -> Bool {
        let position = offset
        guard position + 8 <= bytes.byteCount else { return read(bytes, at: &offset) != nil }
        // The first byte without the top bit ends it: found in eight at once.
        let ends = ~bytes.uint64(at: position) & 0x8080_8080_8080_8080
        guard ends != 0 else { return read(bytes, at: &offset) != nil }
        let length = ends.trailingZeroBitCount / 8 + 1
        if length > 1, bytes.byte(at: position + length - 1) == 0 { return false }
        offset = position + length
        return true
    }

    /// Reads one of three bytes or more, of which the first two are there.
    @usableFromInline
    static func readLong(_ bytes: RawSpan, at offset: inout Int) -> UInt64? {
        var value = UInt64(bytes.byte(at: offset) & 0x7f)
        var shift: UInt64 = 7
        var position = offset + 1
        while position < bytes.byteCount {
            let byte = bytes.byte(at: position)
            position += 1
            if shift == 63 && byte > 1 { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 {
                if byte == 0 { return nil }
                offset = position
                return value
            }
            shift += 7
            if shift > 63 { return nil }
        }
        return nil
    }
}
