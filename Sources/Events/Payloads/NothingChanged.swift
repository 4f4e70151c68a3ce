/// A command that came under a caller's key found everything as it asked for. The key is in the envelope: sent again,
/// the command is not carried out on what may have changed since.
public struct NothingChanged: Event {
    /// The one that the command was about; nil where it was about none.
    public var ticket: TicketOrdinal?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1 }
    public static let type = EventType.nothingChanged
    public var subjects: [Subject] { ticket.map { [.ticket($0)] } ?? [] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
    }
}
