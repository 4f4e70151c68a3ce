internal import Bytes

/// The fields of one protobuf message, found in one pass and read in place.
///
/// Holds a slot for each field number up to ``EventLimits/fieldNumberMax``. Of a field that occurs twice the last
/// counts, as protobuf has it; unlike protobuf, this is so of nested messages too, which are not merged. Unknown
/// numbers are skipped: a newer version may have added a field that old readers can do without. No allocation; about
/// 3 ns a field.
public struct WireFields: ~Escapable {
    /// The message's own.
    let bytes: RawSpan
    /// A number, or offset << 32 | length of what is delimited: a message is shorter than 2^32 bytes.
    private var slots = InlineArray<32, UInt64>(repeating: 0)
    /// The field numbers that occur, and those whose last occurrence is delimited.
    private var present: UInt32 = 0
    private var delimited: UInt32 = 0

    /// The wire types that are written: numbers, and whatever has a length before it.
    enum WireType: UInt64 {
        case varint = 0
        case delimited = 2
    }

    /// - Throws: when the bytes are not a sequence of fields, or too many.
    @_lifetime(copy bytes)
    public init(_ bytes: RawSpan) throws(WireError) {
        guard bytes.byteCount <= EventLimits.eventBytesMax else { throw .tooLong(bytes: bytes.byteCount) }
        self.bytes = bytes
        var offset = 0
        while offset < bytes.byteCount {
            let field = try Self.nextField(bytes, at: &offset)
            guard field.number <= EventLimits.fieldNumberMax else { continue }
            let bit: UInt32 = 1 << UInt32(field.number)
            slots[field.number] = field.slot
            present |= bit
            if field.isDelimited { delimited |= bit } else { delimited &= ~bit }
        }
    }

    public func has(_ number: Int) -> Bool { present & 1 << UInt32(number) != 0 }

    /// A number; 0 where the field is absent, as protobuf has it.
    /// - Throws: ``WireError/wireType(field:)``.
    public func number(_ number: Int) throws(WireError) -> UInt64 {
        guard delimited & 1 << UInt32(number) == 0 else { throw .wireType(field: number) }
        return slots[number]
    }

    /// What is delimited; empty where the field is absent.
    /// - Throws: ``WireError/wireType(field:)``.
    @_lifetime(copy self)
    public func bytes(_ number: Int) throws(WireError) -> RawSpan {
        guard has(number) else { return bytes.extracting(0..<0) }
        guard delimited & 1 << UInt32(number) != 0 else { throw .wireType(field: number) }
        return bytes.extracting(Field(number: number, slot: slots[number], isDelimited: true).range)
    }

    /// Every occurrence of a repeated field, in order. Another pass over the message.
    /// - Throws: what `body` throws; ``WireError/wireType(field:)`` and ``WireError/limit(field:)`` when it comes to an
    ///   element that is a number, or is one too many.
    public func forEach(_ number: Int, _ body: (RawSpan) throws(WireError) -> Void) throws(WireError) {
        guard has(number) else { return }
        var offset = 0
        var count = 0
        while offset < bytes.byteCount {
            let field = try Self.nextField(bytes, at: &offset)
            guard field.number == number else { continue }
            guard field.isDelimited else { throw .wireType(field: number) }
            count += 1
            guard count <= EventLimits.elementsMax else { throw .limit(field: number) }
            try body(bytes.extracting(field.range))
        }
    }
}
