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
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Reads one at `offset` and moves `offset` past it. Nil if it is cut off, overlong or past 64 bits.
    @inlinable
    public static func read(_ bytes: RawSpan, at offset: inout Int) -> UInt64? {
        guard offset < bytes.byteCount else { return nil }
        let first = bytes.byte(at: offset)
        if first < 0x80 {
            offset += 1
            return UInt64(first)
        }
        var value = UInt64(first & 0x7f)
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
