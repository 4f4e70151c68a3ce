/// The limits that every commit log keeps, whatever it is stored on.
public enum RecordLimits {
    /// 16 MiB: an event with a long conversation fits; anything larger is an attachment and belongs in a blob.
    public static let bodyBytesMax = 16 << 20
    /// Merging two tickets touches two tickets, their customers and agents; a link a few more.
    public static let subjectsMax = 32
    /// One append is one frame and is held in memory whole, by the writer and by each reader.
    public static let appendBytesMax = 32 << 20
    /// Keeps counts within 32 bits with room, and one frame's index small.
    public static let appendRecordsMax = 1 << 22

    /// The most that a record takes besides its body: its length, type, subject count and subjects.
    static let overheadBytesMax = 5 + 5 + 1 + subjectsMax * 10

    /// An empty record: its length, type and subject count.
    package static let encodedBytesMin = 3
    /// The most that a record's stated length may be.
    package static let encodedBytesMax = bodyBytesMax + overheadBytesMax - 5

    static func check() {
        precondition(bodyBytesMax + overheadBytesMax <= appendBytesMax, "the largest record fits into an append")
        precondition(subjectsMax < 0x80, "a subject count is one byte")
    }
}
