internal import Bytes

/// Reads a message's fields into values of their own. The path of replay does without: ``WireFields`` reads in place.
struct FieldDecoder<Field: FieldNumber>: FieldCoder {
    private let bytes: [UInt8]
    /// In the order of the bytes.
    private let fields: [WireFields.Field]

    init(_ bytes: [UInt8]) throws(WireError) {
        self.bytes = bytes
        var fields: [WireFields.Field] = []
        var offset = 0
        while offset < bytes.count {
            fields.append(try WireFields.nextField(bytes.bytes, at: &offset))
        }
        self.fields = fields
    }

    private func last(_ field: Field, isDelimited: Bool) throws(WireError) -> WireFields.Field? {
        guard let found = fields.last(where: { $0.number == field.rawValue }) else { return nil }
        guard found.isDelimited == isDelimited else { throw .wireType(field: field.rawValue) }
        return found
    }

    private func all(_ field: Field) throws(WireError) -> [WireFields.Field] {
        let found = fields.filter { $0.number == field.rawValue }
        guard found.allSatisfy(\.isDelimited) else { throw .wireType(field: field.rawValue) }
        guard found.count <= EventLimits.elementsMax else { throw .limit(field: field.rawValue) }
        return found
    }

    private func array(_ field: WireFields.Field) -> [UInt8] { Array(bytes[field.range]) }

    private func text(_ field: WireFields.Field) throws(WireError) -> String {
        guard let text = String(validating: bytes[field.range], as: UTF8.self) else {
            throw .notUTF8(field: field.number)
        }
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
        value = array(found)
    }

    func field(_ field: Field, _ value: inout [String]) throws(WireError) {
        var texts: [String] = []
        for found in try all(field) { texts.append(try text(found)) }
        value = texts
    }

    func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        guard let found = try last(field, isDelimited: true) else { return value = nil }
        value = try Value(decoding: array(found))
    }

    func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        var messages: [Value] = []
        for found in try all(field) { messages.append(try Value(decoding: array(found))) }
        value = messages
    }

    func field<Value: Choice>(_ field: Field, _ value: inout Value?) throws(WireError) {
        let number = try number(field)
        guard number != 0 else { return value = nil }
        guard let known = Value(rawValue: number) else { throw .unknownCase(field: field.rawValue, value: number) }
        value = known
    }
}

extension Message {
    /// Reads a message; unknown fields are skipped. Allocates for every text, byte string and nested message.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        var decoder = try FieldDecoder<Field>(bytes)
        self.init()
        try code(&decoder)
    }
}
