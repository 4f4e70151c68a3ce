internal import Bytes

/// Writes a message's fields.
struct FieldEncoder<Field: FieldNumber>: FieldCoder {
    private(set) var bytes: [UInt8]

    init(appendingTo bytes: consuming [UInt8]) { self.bytes = bytes }

    private mutating func tag(_ field: Field, _ type: WireFields.WireType) {
        Varint.append(UInt64(field.rawValue) << 3 | type.rawValue, to: &bytes)
    }

    mutating func field(_ field: Field, _ value: inout UInt64) {
        guard value != 0 else { return }
        tag(field, .varint)
        Varint.append(value, to: &bytes)
    }

    mutating func field(_ field: Field, _ value: inout Int64) {
        guard value != 0 else { return }
        tag(field, .varint)
        Varint.append(UInt64(bitPattern: value), to: &bytes)
    }

    mutating func field(_ field: Field, _ value: inout Bool) {
        guard value else { return }
        tag(field, .varint)
        bytes.append(1)
    }

    mutating func field(_ field: Field, _ value: inout String) {
        guard !value.isEmpty else { return }
        append(field, value)
    }

    mutating func field(_ field: Field, _ value: inout [UInt8]) {
        guard !value.isEmpty else { return }
        append(field, value)
    }

    mutating func field(_ field: Field, _ value: inout [String]) {
        for element in value { append(field, element) }
    }

    mutating func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        guard let message = value else { return }
        append(field, try message.encoded())
    }

    mutating func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        for message in value { append(field, try message.encoded()) }
    }

    mutating func field<Value: Choice>(_ field: Field, _ value: inout Value?) {
        guard let value else { return }
        tag(field, .varint)
        Varint.append(value.rawValue, to: &bytes)
    }

    private mutating func append(_ field: Field, _ text: String) { append(field, Array(text.utf8)) }

    private mutating func append(_ field: Field, _ value: [UInt8]) {
        tag(field, .delimited)
        Varint.append(UInt64(value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }
}

extension Message {
    /// The message as protobuf: fields in the order of their numbers, absent ones left out, so that equal messages
    /// have equal bytes.
    public func encoded() throws(WireError) -> [UInt8] {
        var encoder = FieldEncoder<Field>(appendingTo: [])
        var message = self
        try message.code(&encoder)
        return encoder.bytes
    }
}
