import Bytes
import Events

/// Bytes written by hand, right or wrong.
enum Wire {
    static func varint(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        Varint.append(value, to: &bytes)
        return bytes
    }

    static func tag(_ field: Int, _ wireType: UInt64) -> [UInt8] { varint(UInt64(field) << 3 | wireType) }

    static func number(_ field: Int, _ value: UInt64) -> [UInt8] { tag(field, 0) + varint(value) }

    static func bytes(_ field: Int, _ value: [UInt8]) -> [UInt8] {
        tag(field, 2) + varint(UInt64(value.count)) + value
    }

    static func text(_ field: Int, _ value: String) -> [UInt8] { bytes(field, Array(value.utf8)) }

    /// The body of a record: an event behind an envelope's fields.
    static func body(_ type: EventType, _ event: [UInt8], envelope: [UInt8] = []) -> [UInt8] {
        envelope + bytes(Int(type.rawValue), event)
    }
}
