/// The limits of an event, with their reasons. They may grow; what was written under a limit must stay readable.
public enum EventLimits {
    /// An event with its envelope, or a message alone: 1 MiB. Attachments lie beside the log; what is left is text that
    /// a person wrote.
    public static let eventBytesMax = 1 << 20
    /// Field numbers that a message may use: ``WireFields`` has a slot for each. Those of the envelope's own fields
    /// too; the events' numbers are above.
    public static let fieldNumberMax = 31
    /// Elements of a repeated field: reasons, skills, regions and candidates are dozens.
    public static let elementsMax = 4096
    /// UTF-8 bytes of a plain text in an event: a code of the policy, a name or a number. What a person wrote is
    /// sealed.
    public static let plainTextBytesMax = 128
    /// UTF-8 bytes of a text in a sealed message: 128 KiB, so that the seven of a ticket fit into an event together.
    public static let writtenTextBytesMax = 128 << 10
    /// Messages inside one another, the event the first: a decision has candidates, and those have terms. No message
    /// contains itself, so bytes cannot nest deeper than the contract does.
    public static let nestingMax = 4
}
