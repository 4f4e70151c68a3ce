/// Why bytes are not an event.
public enum WireError: Error, Hashable, Sendable {
    /// The bytes end inside a field, or a length goes past them.
    case cut(offset: Int)
    /// A field's number is 0 or past 2^29 - 1, or its wire type is one that nobody writes any more.
    case tag(UInt64, offset: Int)
    /// A field has another wire type than its contract says.
    case wireType(field: Int)
    /// A number that the field's enumeration does not have: written by a newer version.
    case unknownCase(field: Int, value: UInt64)
    /// A text is not UTF-8.
    case notUTF8(field: Int)
    /// A byte string has another length than its contract says.
    case length(field: Int, bytes: Int)
    /// More elements, or deeper nesting, than ``EventLimits`` allows.
    case limit(field: Int)
    /// The envelope holds no event, or one of a type that this version does not know.
    case unknownEvent(type: UInt32)
    /// The record's type and the event in its envelope differ.
    case mismatch(recordType: UInt32)
}
