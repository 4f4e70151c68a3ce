import Bytes
import Events
import Testing

/// A message that its contract does not allow is refused by name, in place as well as decoded.
@Suite struct MessageRefusalTests {
    /// A message of some type, read both ways.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var error: WireError
        var inPlace: @Sendable () throws(WireError) -> Void
        var decoding: @Sendable () throws(WireError) -> Void

        init<Value: Message>(_ name: String, _: Value.Type, _ bytes: [UInt8], _ error: WireError) {
            testDescription = name
            self.error = error
            inPlace = { () throws(WireError) in _ = try readInPlace(bytes) as Value }
            decoding = { () throws(WireError) in _ = try Value(decoding: bytes) }
        }
    }

    static let notUTF8: [UInt8] = [0xe6, 0xb4]  // The first two bytes of 派's three, one of them changed.
    static let longText = String(repeating: "a", count: EventLimits.plainTextBytesMax + 1)
    static let skill = Wire.text(1, "电工") + Wire.number(2, 5)

    static func repeated(_ count: Int, _ field: [UInt8]) -> [UInt8] { (0..<count).flatMap { _ in field } }

    static let rows: [Row] = [
        Row("a number that is delimited", OfferMade.self, Wire.text(1, "7"), .wireType(field: 1)),
        Row("an instant that is delimited", OfferMade.self, Wire.text(3, "7"), .wireType(field: 3)),
        Row("a message that is a number", OfferMade.self, Wire.number(4, 7), .wireType(field: 4)),
        Row("a text that is a number", AgentChanged.self, Wire.number(3, 7), .wireType(field: 3)),
        Row("bytes that are a number", TicketRated.self, Wire.number(3, 7), .wireType(field: 3)),
        Row("fixed bytes that are a number", AccountCreated.self, Wire.number(4, 7), .wireType(field: 4)),
        Row("a choice that is delimited", TicketRated.self, Wire.text(2, "7"), .wireType(field: 2)),
        Row(
            "repeated texts, one a number", AgentChanged.self, Wire.text(5, "东") + Wire.number(5, 7),
            .wireType(field: 5)),
        Row(
            "the same the other way round", AgentChanged.self, Wire.number(5, 7) + Wire.text(5, "东"),
            .wireType(field: 5)),
        Row(
            "repeated messages, one a number", AgentChanged.self, Wire.bytes(4, skill) + Wire.number(4, 7),
            .wireType(field: 4)),
        Row(
            "bytes, then a number in their place", TicketRated.self, Wire.text(3, "ab") + Wire.number(3, .max),
            .wireType(field: 3)),
        Row(
            "a number, then bytes in its place", TicketRated.self, Wire.number(1, 7) + Wire.text(1, "ab"),
            .wireType(field: 1)),

        Row("a choice that is not known", TicketRated.self, Wire.number(2, 6), .unknownCase(field: 2, value: 6)),
        Row(
            "a nested choice that is not known", Decision.self, Wire.bytes(2, Wire.number(1, 99)),
            .unknownCase(field: 1, value: 99)),
        Row("a text that is not UTF-8", AgentChanged.self, Wire.bytes(3, notUTF8), .notUTF8(field: 3)),
        Row(
            "a repeated text that is not", AgentChanged.self, Wire.text(5, "东") + Wire.bytes(5, notUTF8),
            .notUTF8(field: 5)),
        Row("half of a surrogate pair", AgentChanged.self, Wire.bytes(3, [0xed, 0xa0, 0x80]), .notUTF8(field: 3)),
        Row(
            "a text in a message in it that is not", AgentChanged.self, Wire.bytes(4, Wire.bytes(1, notUTF8)),
            .notUTF8(field: 1)),

        Row("a hash that is too short", AccountCreated.self, Wire.bytes(4, [1, 2, 3]), .length(field: 4, bytes: 3)),
        Row(
            "a hash that is too long", AttachmentAdded.self, Wire.bytes(2, [UInt8](repeating: 1, count: 33)),
            .length(field: 2, bytes: 33)),
        Row(
            "a name of 32 bytes", CustomerRegistered.self, Wire.bytes(2, [UInt8](repeating: 1, count: 32)),
            .length(field: 2, bytes: 32)),

        Row("a text that is too long", AgentChanged.self, Wire.text(3, longText), .limit(field: 3)),
        Row("a repeated text that is", AgentChanged.self, Wire.text(5, longText), .limit(field: 5)),
        Row(
            "a text in a message in it that is", AgentChanged.self, Wire.bytes(4, Wire.text(1, longText)),
            .limit(field: 1)),
        Row(
            "too many texts", AgentChanged.self, repeated(EventLimits.elementsMax + 1, Wire.text(5, "a")),
            .limit(field: 5)),
        Row(
            "too many messages", AgentChanged.self, repeated(EventLimits.elementsMax + 1, Wire.bytes(4, [])),
            .limit(field: 4)),
        Row(
            "too many bytes", PolicyPublished.self,
            Wire.bytes(3, [UInt8](repeating: 1, count: EventLimits.eventBytesMax)),
            .tooLong(bytes: EventLimits.eventBytesMax + 4)),

        Row("a number that is cut off", OfferMade.self, Wire.tag(1, 0), .cut(offset: 0)),
        Row(
            "a message in it that is cut off", OfferMade.self,
            Wire.number(1, 5) + Wire.bytes(4, Wire.number(1, 5) + Wire.tag(2, 2) + [1]), .cut(offset: 2)),
        Row(
            "an overlong number three levels down", OfferMade.self,
            Wire.bytes(4, Wire.bytes(3, Wire.bytes(3, [0x10, 0x80, 0x00]))), .number(offset: 0)),
        Row(
            "field 0 in an element", Decision.self, Wire.bytes(3, []) + Wire.bytes(3, Wire.number(0, 1)),
            .tag(0, offset: 0)),
    ]

    @Test("A message is refused by name", arguments: rows)
    func refused(_ row: Row) {
        #expect(throws: row.error) { try row.inPlace() }
        #expect(throws: row.error) { try row.decoding() }
    }
}
