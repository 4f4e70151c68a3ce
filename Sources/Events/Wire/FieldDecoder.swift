internal import Bytes

/// Reads a message's fields into values of their own. The path of replay does without: ``EventFields`` reads in place.
struct FieldDecoder<Field: FieldNumber>: FieldCoder {
    /// The message is a part of these: nested ones are read without a copy.
    private let bytes: [UInt8]
    private let start: Int
    /// In the order of the bytes, their places counted from `start`.
    private var fields: [WireFields.Field] = []
    private let textBytesMax: Int

    init(_ bytes: [UInt8], in range: Range<Int>, textBytesMax: Int) throws(WireError) {
        guard range.count <= EventLimits.eventBytesMax else { throw .tooLong(bytes: range.count) }
        self.bytes = bytes
        self.textBytesMax = textBytesMax
        start = range.lowerBound
        let message = bytes.bytes.extracting(range)
        var offset = 0
        while offset < range.count { fields.append(try WireFields.nextField(message, at: &offset)) }
    }

    private func last(_ field: Field, isDelimited: Bool) throws(WireError) -> WireFields.Field? {
        guard let found = fields.last(where: { $0.number == field.rawValue }) else { return nil }
        guard found.isDelimited == isDelimited else { throw .wireType(field: field.rawValue) }
        return found
    }

    private func forEach(
        _ field: Field, _ body: (WireFields.Field) throws(WireError) -> Void
    ) throws(WireError) {
        var count = 0
        for found in fields where found.number == field.rawValue {
            guard found.isDelimited else { throw .wireType(field: field.rawValue) }
            count += 1
            guard count <= EventLimits.elementsMax else { throw .limit(field: field.rawValue) }
            try body(found)
        }
    }

    private func place(_ field: WireFields.Field) -> Range<Int> {
        start + field.range.lowerBound..<start + field.range.upperBound
    }

    private func text(_ field: WireFields.Field) throws(WireError) -> String {
        let place = place(field)
        guard place.count <= textBytesMax else { throw .limit(field: field.number) }
        guard let text = bytes.bytes.extracting(place).text else { throw .notUTF8(field: field.number) }
        return text
    }

    private func number(_ field: Field) throws(WireError) -> UInt64 { try last(field, isDelimited: false)?.slot ?? 0 }

    func field(_ field: Field, _ value: inout UInt64) throws(WireError) { value = try number(field) }

    func field(_ field: Field, _ value: inout Int64) throws(WireError) {
        value = Int64(bitPattern: try number(field))
    }

    func field(_ field: Field, _ value: inout Bool) throws(WireError) { value = try number(field) != 0 }

    func field(_ field: Field, _ value: inout String) throws(WireError) {
        guard let found = try last(field, isDelimited: true) else { return value = "" }
        value = try text(found)
    }

    func field(_ field: Field, _ value: inout [UInt8]) throws(WireError) {
        guard let found = try last(field, isDelimited: true) else { return value = [] }
        value = Array(bytes[place(found)])
    }

    func field(_ field: Field, _ value: inout [String]) throws(WireError) {
        value = []
        try forEach(field) { found throws(WireError) in value.append(try text(found)) }
    }

    func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        guard let found = try last(field, isDelimited: true) else { return value = nil }
        value = try Value(decoding: bytes, in: place(found))
    }

    func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        value = []
        try forEach(field) { found throws(WireError) in value.append(try Value(decoding: bytes, in: place(found))) }
    }

    func field<Value: Choice>(_ field: Field, _ value: inout Value?) throws(WireError) {
        let number = try number(field)
        guard number != 0 else { return value = nil }
        guard let known = Value(rawValue: number) else { throw .unknownCase(field: field.rawValue, value: number) }
        value = known
    }
}

extension Message {
    /// Reads a message; unknown fields are skipped. Allocates for the list of its fields and for every text, byte
    /// string and repeated field.
    public init(decoding bytes: [UInt8]) throws(WireError) { try self.init(decoding: bytes, in: 0..<bytes.count) }

    /// Reads a message from a copy of `bytes`.
    public init(decoding bytes: RawSpan) throws(WireError) { try self.init(decoding: bytes.array) }

    fileprivate init(decoding bytes: [UInt8], in range: Range<Int>) throws(WireError) {
        var decoder = try FieldDecoder<Field>(bytes, in: range, textBytesMax: Self.textBytesMax)
        self.init()
        try code(&decoder)
    }
}
