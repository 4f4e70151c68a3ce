import Bytes
import Events
import Testing

/// What is no envelope with an event is refused by name.
@Suite struct EnvelopeRefusalTests {
    struct Row: CustomTestStringConvertible {
        var testDescription: String
        var body: [UInt8]
        var error: WireError

        init(_ name: String, _ body: [UInt8], _ error: WireError) {
            testDescription = name
            self.body = body
            self.error = error
        }
    }

    /// Each is read as a record of this type.
    static let type = EventType.presenceChanged
    static let number = Int(type.rawValue)
    static let event = Wire.bytes(number, Wire.number(1, 3))
    static let mismatch = WireError.mismatch(recordType: type.rawValue)

    static let rows: [Row] = [
        Row("nothing", [], mismatch),
        Row("an envelope without an event", Wire.number(1, 5), mismatch),
        Row("another event", Wire.bytes(110, []), mismatch),
        Row("an event that is not known", Wire.bytes(999, []), mismatch),
        Row("two events", event + event, mismatch),
        Row("another event before it", Wire.bytes(110, []) + event, mismatch),
        Row("an unknown event before it", Wire.bytes(999, []) + event, mismatch),
        Row("a field behind the event", event + Wire.number(1, 5), mismatch),
        Row("an unknown field behind the event", event + Wire.number(40, 5), mismatch),
        Row("a number in the event's place", Wire.number(number, 5), mismatch),

        Row("a tag that is cut off", [0x80], .cut(offset: 0)),
        Row("a second tag that is cut off", Wire.number(1, 5) + [0x80], .cut(offset: 2)),
        Row("a number that is missing", Wire.number(1, 5) + Wire.tag(2, 0), .cut(offset: 2)),
        Row("a number that is cut off", Wire.number(1, 5) + Wire.tag(2, 0) + [0xff, 0xff], .cut(offset: 2)),
        Row("a length that is missing", Wire.tag(7, 2), .cut(offset: 0)),
        Row("a length past the end", Wire.tag(7, 2) + [2, 0], .cut(offset: 0)),
        Row("a length of 2^64 - 1", Wire.tag(7, 2) + Wire.varint(.max), .cut(offset: 0)),
        Row("a length of 2^63", Wire.tag(7, 2) + Wire.varint(1 << 63) + event, .cut(offset: 0)),
        Row("an event whose length goes past the end", Wire.tag(number, 2) + [3, 8, 3], .cut(offset: 0)),

        Row("a tag that is not in its shortest form", [0x88, 0x00, 0x05], .number(offset: 0)),
        Row("a number that is not in its shortest form", [0x08, 0x85, 0x80, 0x00], .number(offset: 0)),
        Row("a number of eleven bytes", [0x08] + [UInt8](repeating: 0xff, count: 10) + [1], .number(offset: 0)),
        Row("a number past 64 bits", [0x08] + [UInt8](repeating: 0xff, count: 9) + [2], .number(offset: 0)),
        Row("the same at the end of ten", [0x08] + [UInt8](repeating: 0xff, count: 10), .number(offset: 0)),

        Row("field 0", Wire.number(1, 5) + Wire.number(0, 5), .tag(0, offset: 2)),
        Row("a field past 2^29 - 1", Wire.number(1 << 29, 5), .tag(1 << 32, offset: 0)),
        Row("the wire type of 64 bits", Wire.tag(1, 1) + [0, 0, 0, 0, 0, 0, 0, 0], .tag(9, offset: 0)),
        Row("the wire type of groups", Wire.tag(1, 3), .tag(11, offset: 0)),
        Row("the wire type of their ends", Wire.tag(1, 4), .tag(12, offset: 0)),
        Row("the wire type of 32 bits", Wire.tag(1, 5) + [0, 0, 0, 0], .tag(13, offset: 0)),
        Row("wire type 6", Wire.tag(1, 6), .tag(14, offset: 0)),
        Row("wire type 7", Wire.tag(1, 7), .tag(15, offset: 0)),

        Row("a time that is delimited", Wire.text(1, "5") + event, .wireType(field: 1)),
        Row("a command's key that is a number", Wire.number(7, 5) + event, .wireType(field: 7)),
        Row("a yes or no that is delimited", Wire.text(9, "") + event, .wireType(field: 9)),
        Row("a kind of actor that is not known", Wire.number(3, 4) + event, .unknownCase(field: 3, value: 4)),
        Row(
            "one that would be known in 32 bits", Wire.number(3, 1 << 32 | 1) + event,
            .unknownCase(field: 3, value: 1 << 32 | 1)),
        Row(
            "more than an event may have",
            Wire.bytes(7, [UInt8](repeating: 1, count: EventLimits.eventBytesMax)) + event,
            .tooLong(bytes: EventLimits.eventBytesMax + 4 + event.count)),
    ]

    @Test("A body is refused by name", arguments: rows)
    func refused(_ row: Row) {
        #expect(throws: row.error) { _ = try EventView(row.body.bytes, recordType: Self.type.rawValue).type }
    }

    @Test(
        "Types that are none are refused, whatever the body",
        arguments: [0, 1, 99, 107, 159, 182, 999, .max] as [UInt32])
    func unknownType(_ type: UInt32) {
        for body in [[], Self.event, Wire.bytes(999, [])] {
            #expect(throws: WireError.unknownEvent(type: type)) { _ = try EventView(body.bytes, recordType: type).type }
        }
    }

    @Test("A body is refused as a record of any type but its own", arguments: EventType.allCases)
    func otherTypes(_ type: EventType) throws {
        let body = try filledBody(type, "seed", .all)
        for other in EventType.allCases where other != type {
            #expect(throws: WireError.mismatch(recordType: other.rawValue)) {
                _ = try EventView(body.bytes, recordType: other.rawValue).type
            }
        }
    }

    @Test("Asking for the fields of another event traps")
    func otherFields() async {
        await #expect(processExitsWith: .failure) {
            let view = try EventView(Self.event.bytes, recordType: Self.type.rawValue)
            _ = try view.fields(OfferMade.self).number(.ticket)
        }
    }
}
