/// An event and its envelope, read in place: the way of replay. No allocation; about 30 ns to make.
public struct EventView: ~Escapable {
    public let type: EventType
    public let recordedAt: Instant
    /// When it happened, by whoever claimed another time than the one of recording.
    public let occurredAt: Instant?
    public let actorKind: ActorKind?
    /// The acting account; 0 for the product itself and for customers.
    public let actor: UInt64
    /// The agent for whom the account acted, where that is another.
    public let onBehalfOf: AgentOrdinal?
    /// The sequence number of the event that made the product do this; 0 for none.
    public let cause: UInt64
    /// The caller's key for the command, on the command's first event.
    public let commandKey: RawSpan
    public let policyVersion: UInt64
    public let isLastOfCommand: Bool
    /// The envelope's own bytes.
    private let head: RawSpan
    /// The event's own bytes.
    public let payload: RawSpan

    /// Reads the body of a record of type `recordType`. Of the event only its bounds are checked: its fields are when
    /// they are read.
    /// - Throws: when the envelope is not what its contract says, or does not end in one event of that type.
    @_lifetime(copy body)
    public init(_ body: RawSpan, recordType: UInt32) throws(WireError) {
        guard let type = EventType(rawValue: recordType) else { throw .unknownEvent(type: recordType) }
        // The envelope's fields come first: the event's number is the highest, and it is written last.
        var end = 0
        let wire = try WireFields(body, below: EventType.firstNumber, end: &end)
        head = body.extracting(0..<end)
        guard end < body.byteCount else { throw .mismatch(recordType: recordType) }
        let event = try WireFields.nextField(body, at: &end)
        guard event.number == Int(recordType), event.isDelimited, end == body.byteCount else {
            throw .mismatch(recordType: recordType)
        }
        payload = body.extracting(event.range)
        self.type = type
        let fields = EventFields<Envelope>(wire)
        recordedAt = Instant(milliseconds: try fields.integer(.recordedAt))
        occurredAt = try fields.instant(.occurredAt)
        actorKind = try fields.choice(.actorKind)
        actor = try fields.number(.actor)
        onBehalfOf = try fields.ordinal(.onBehalfOf)
        cause = try fields.number(.cause)
        commandKey = try fields.bytes(.commandKey)
        policyVersion = try fields.number(.policyVersion)
        isLastOfCommand = try fields.flag(.isLastOfCommand)
    }

    /// The fields of the event, in place. About 3 ns a field.
    /// - Precondition: `Payload` is what ``type`` says.
    /// - Throws: when the event is not a sequence of fields.
    @_lifetime(copy self)
    public func fields<Payload: Event>(_: Payload.Type) throws(WireError) -> EventFields<Payload> {
        precondition(Payload.type == type, "the fields of the event that this is")
        return try EventFields(payload)
    }

    /// Everything in the envelope. Allocates.
    public func envelope() throws(WireError) -> Envelope { try Envelope(decoding: head) }

    /// The event. Allocates.
    /// - Throws: when a field of it is not what its contract says.
    public func event() throws(WireError) -> any Event { try type.payload.init(decoding: payload) }
}
