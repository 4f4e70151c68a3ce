/// The limits of an event, with their reasons.
public enum EventLimits {
    /// An event and its envelope. Attachments lie beside the log; what is left is text that a person wrote.
    public static let eventBytesMax = 1 << 20
    /// Field numbers that a message may use: ``WireFields`` has a slot for each.
    public static let fieldNumberMax = 31
    /// Elements of a repeated field.
    public static let elementsMax = 4096
    /// Code points of a code: a category, channel, skill or region.
    public static let codeBytesMax = 128
}
