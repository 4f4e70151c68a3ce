internal import Bytes

extension WireFields {
    /// One field as it lies on the wire.
    struct Field {
        var number: Int
        /// As ``WireFields`` holds it.
        var slot: UInt64
        var isDelimited: Bool

        /// Where what is delimited lies in the message.
        var range: Range<Int> {
            let start = Int(slot >> 32)
            return start..<start + Int(slot & 0xffff_ffff)
        }
    }

    /// Reads the tag and the value at `offset` and moves past them.
    static func nextField(_ bytes: RawSpan, at offset: inout Int) throws(WireError) -> Field {
        let start = offset
        guard let tag = Varint.read(bytes, at: &offset) else { throw unreadable(bytes, at: offset, fieldAt: start) }
        let number = tag >> 3
        guard number > 0, number < 1 << 29, let type = WireType(rawValue: tag & 7) else {
            throw .tag(tag, offset: start)
        }
        guard let value = Varint.read(bytes, at: &offset) else { throw unreadable(bytes, at: offset, fieldAt: start) }
        switch type {
        case .varint: return Field(number: Int(number), slot: value, isDelimited: false)
        case .delimited:
            guard value <= UInt64(bytes.byteCount - offset) else { throw .cut(offset: start) }
            defer { offset += Int(value) }
            return Field(number: Int(number), slot: UInt64(offset) << 32 | value, isDelimited: true)
        }
    }

    /// Why there is no number at `offset`: the bytes end before it does, or it is malformed.
    private static func unreadable(_ bytes: RawSpan, at offset: Int, fieldAt start: Int) -> WireError {
        let rest = bytes.extracting(offset..<bytes.byteCount)
        guard rest.byteCount < Varint.byteCountMax else { return .number(offset: start) }
        for index in 0..<rest.byteCount where rest.byte(at: index) < 0x80 { return .number(offset: start) }
        return .cut(offset: start)
    }
}
