/// Why bytes are not an event, or a value cannot become one. An offset is counted in bytes from the start of the
/// message whose field is at fault; a field is named by its number.
public enum WireError: Error, Hashable, Sendable {
    /// The bytes end inside the field that begins at `offset`, or its length goes past them.
    case cut(offset: Int)
    /// A number in the field that begins at `offset` is not in its shortest form, or is past 64 bits.
    case number(offset: Int)
    /// A field's number is 0 or past 2^29 - 1, or its wire type is one that the contract has no use for.
    case tag(UInt64, offset: Int)
    /// A field has another wire type than its contract says.
    case wireType(field: Int)
    /// A number that the field's enumeration does not have: written by a newer version.
    case unknownCase(field: Int, value: UInt64)
    /// A text is not UTF-8.
    case notUTF8(field: Int)
    /// A byte string has another length than its contract says.
    case length(field: Int, bytes: Int)
    /// A text is longer, or a field is repeated more often, than ``EventLimits`` allows.
    case limit(field: Int)
    /// A message has more bytes than ``EventLimits/eventBytesMax``.
    case tooLong(bytes: Int)
    /// The record is of a type that this version does not know: written by a newer one.
    case unknownEvent(type: UInt32)
    /// The policy of this version cannot be read: written by a newer version.
    case unreadablePolicy(version: UInt64)
    /// The envelope does not end in one event of the record's type.
    case mismatch(recordType: UInt32)
}
