/// The fields of a message: their names are the contract's, their raw values its field numbers.
public protocol FieldNumber: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {}

/// A message of the contract. One function goes over its fields, for writing them, reading them and listing them, so
/// that the three cannot differ.
public protocol Message: Hashable, Sendable {
    associatedtype Field: FieldNumber
    /// As the contract calls it.
    static var contractName: String { get }
    /// The most UTF-8 bytes that a text of it has.
    static var textBytesMax: Int { get }
    /// All fields absent.
    init()
    /// Passes every field to `coder`, in the order of their numbers.
    /// - Throws: what `coder` throws.
    mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError)
}

extension Message {
    public static var textBytesMax: Int { EventLimits.plainTextBytesMax }
}

/// What goes over a message's fields: writes, reads or lists them.
///
/// Absent is 0, empty or nil, and is not written: an ordinal or an instant that may be nil and is 0 comes back as nil.
/// A nested message is absent only when it is nil.
public protocol FieldCoder<Field> {
    associatedtype Field: FieldNumber
    mutating func field(_ field: Field, _ value: inout UInt64) throws(WireError)
    mutating func field(_ field: Field, _ value: inout Int64) throws(WireError)
    mutating func field(_ field: Field, _ value: inout Bool) throws(WireError)
    mutating func field(_ field: Field, _ value: inout String) throws(WireError)
    mutating func field(_ field: Field, _ value: inout [UInt8]) throws(WireError)
    /// Bytes of which there are `byteCount`, or none.
    mutating func field(_ field: Field, _ value: inout [UInt8], byteCount: Int) throws(WireError)
    mutating func field(_ field: Field, _ value: inout [String]) throws(WireError)
    mutating func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError)
    mutating func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError)
    mutating func field<Value: Choice>(_ field: Field, _ value: inout Value?) throws(WireError)
}

/// An enumeration of the contract. No case has the number 0, which stands for absent.
public protocol Choice: RawRepresentable<UInt64>, CaseIterable, Hashable, Sendable {
    /// As the contract calls it.
    static var contractName: String { get }
}

/// A dense number that the log gave to something: 1 for the first, then gapless.
public protocol Ordinal: RawRepresentable<UInt64>, Hashable, Comparable, Sendable {
    init(rawValue: UInt64)
}

extension Ordinal {
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public var next: Self { Self(rawValue: rawValue + 1) }
}

extension FieldCoder {
    public mutating func field(_ field: Field, _ value: inout [UInt8], byteCount: Int) throws(WireError) {
        try self.field(field, &value)
        guard value.isEmpty || value.count == byteCount else {
            throw .length(field: field.rawValue, bytes: value.count)
        }
    }

    public mutating func field<Value: Ordinal>(_ field: Field, _ value: inout Value) throws(WireError) {
        var number = value.rawValue
        try self.field(field, &number)
        value = Value(rawValue: number)
    }

    public mutating func field<Value: Ordinal>(_ field: Field, _ value: inout Value?) throws(WireError) {
        var number = value?.rawValue ?? 0
        try self.field(field, &number)
        value = number == 0 ? nil : Value(rawValue: number)
    }

    public mutating func field(_ field: Field, _ value: inout Instant) throws(WireError) {
        try self.field(field, &value.milliseconds)
    }

    public mutating func field(_ field: Field, _ value: inout Instant?) throws(WireError) {
        var milliseconds = value?.milliseconds ?? 0
        try self.field(field, &milliseconds)
        value = milliseconds == 0 ? nil : Instant(milliseconds: milliseconds)
    }
}
