/// The customer is asked how it was.
public struct SurveySent: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// SHA-256 of the token in the link: 32 bytes.
    public var tokenHash: [UInt8] = []
    /// The token, sealed.
    public var token: [UInt8] = []
    public var expiresAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, tokenHash, token, expiresAt }
    public static let type = EventType.surveySent
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.tokenHash, &tokenHash, byteCount: 32)
        try coder.field(.token, &token)
        try coder.field(.expiresAt, &expiresAt)
    }
}

/// The link is good for nothing from now on.
public struct SurveyRevoked: Event {
    public var ticket = TicketOrdinal(rawValue: 0)

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1 }
    public static let type = EventType.surveyRevoked
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
    }
}
