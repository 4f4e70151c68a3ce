/// Record types that every commit log gives a meaning. All others are the writer's own.
public enum RecordType {
    /// Stands where a record was that could not be saved from a damaged log: an empty body, no subjects. It keeps the
    /// sequence numbers of the records behind it, so that cursors and references stay right.
    ///
    /// ``RecordBatch/append(_:type:subjects:)`` refuses it; only salvage writes it.
    public static let lost: UInt32 = 0xFFFF_FFFF
}
