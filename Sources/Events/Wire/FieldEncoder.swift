internal import Bytes

/// Writes a message's fields behind what is in `bytes`. Absent ones are left out.
struct FieldEncoder<Field: FieldNumber>: FieldCoder {
    private(set) var bytes: [UInt8] = []
    private let textBytesMax: Int

    /// Takes `bytes`, so that they have one owner and grow in place, until ``give(back:)``.
    init(taking bytes: inout [UInt8], textBytesMax: Int) {
        self.textBytesMax = textBytesMax
        swap(&self.bytes, &bytes)
    }

    mutating func give(back bytes: inout [UInt8]) { swap(&self.bytes, &bytes) }

    mutating func field(_ field: Field, _ value: inout UInt64) { append(field, value) }

    mutating func field(_ field: Field, _ value: inout Int64) { append(field, UInt64(bitPattern: value)) }

    mutating func field(_ field: Field, _ value: inout Bool) { append(field, value ? 1 : 0) }

    mutating func field(_ field: Field, _ value: inout String) throws(WireError) {
        if !value.isEmpty { try append(field, value) }
    }

    mutating func field(_ field: Field, _ value: inout [UInt8]) {
        guard !value.isEmpty else { return }
        tag(field, length: value.count)
        bytes.append(contentsOf: value)
    }

    mutating func field(_ field: Field, _ value: inout [String]) throws(WireError) {
        guard value.count <= EventLimits.elementsMax else { throw .limit(field: field.rawValue) }
        for element in value { try append(field, element) }
    }

    mutating func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        try value?.append(asField: field.rawValue, to: &bytes)
    }

    mutating func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        guard value.count <= EventLimits.elementsMax else { throw .limit(field: field.rawValue) }
        for var element in value { try element.append(asField: field.rawValue, to: &bytes) }
    }

    mutating func field<Value: Choice>(_ field: Field, _ value: inout Value?) { append(field, value?.rawValue ?? 0) }

    private mutating func append(_ field: Field, _ number: UInt64) {
        guard number != 0 else { return }
        Varint.append(WireFields.tag(field.rawValue, .varint), to: &bytes)
        Varint.append(number, to: &bytes)
    }

    private mutating func append(_ field: Field, _ text: String) throws(WireError) {
        let utf8 = text.utf8
        guard utf8.count <= textBytesMax else { throw .limit(field: field.rawValue) }
        tag(field, length: utf8.count)
        bytes.append(contentsOf: utf8)
    }

    private mutating func tag(_ field: Field, length: Int) {
        Varint.append(WireFields.tag(field.rawValue, .delimited), to: &bytes)
        Varint.append(UInt64(length), to: &bytes)
    }
}
