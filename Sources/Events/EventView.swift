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
    /// When it happened: as was claimed, or else when it was recorded.
    public var happenedAt: Instant { occurredAt ?? recordedAt }
    /// It happened earlier, and elsewhere: what is going on here goes on as if it were not there.
    public var isPast: Bool { occurredAt != nil }
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
        guard body.byteCount <= EventLimits.eventBytesMax else { throw .tooLong(bytes: body.byteCount) }
        self.type = type
        var numbers = EnvelopeNumbers()
        var commandKey = body.extracting(0..<0)
        // The envelope's fields come first: the event's number is the highest, and it is written last.
        var end = 0
        while true {
            guard end < body.byteCount else { throw .mismatch(recordType: recordType) }
            let start = end
            let field = try WireFields.nextField(body, at: &end)
            if field.number >= EventType.firstNumber {
                guard field.number == Int(recordType), field.isDelimited, end == body.byteCount else {
                    throw .mismatch(recordType: recordType)
                }
                head = body.extracting(0..<start)
                payload = body.extracting(field.range)
                break
            }
            if field.number == Envelope.Field.commandKey.rawValue {
                guard field.isDelimited else { throw .wireType(field: field.number) }
                commandKey = body.extracting(field.range)
            } else {
                try numbers.note(field)
            }
        }
        self.commandKey = commandKey
        recordedAt = Instant(milliseconds: numbers.recordedAt)
        occurredAt = numbers.occurredAt == 0 ? nil : Instant(milliseconds: numbers.occurredAt)
        actorKind = try numbers.choice()
        actor = numbers.actor
        onBehalfOf = numbers.onBehalfOf == 0 ? nil : AgentOrdinal(rawValue: numbers.onBehalfOf)
        cause = numbers.cause
        policyVersion = numbers.policyVersion
        isLastOfCommand = numbers.isLastOfCommand != 0
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

/// The numbers of an envelope while it is read. Kept apart from ``WireFields``, whose slots for every field cost
/// more to clear than an envelope to read.
private struct EnvelopeNumbers {
    var recordedAt: Int64 = 0
    var occurredAt: Int64 = 0
    private var actorKind: UInt64 = 0
    var actor: UInt64 = 0
    var onBehalfOf: UInt64 = 0
    var cause: UInt64 = 0
    var policyVersion: UInt64 = 0
    var isLastOfCommand: UInt64 = 0

    /// Of a field that occurs twice the last counts; one that is not known is skipped.
    mutating func note(_ field: WireFields.Field) throws(WireError) {
        guard let name = Envelope.Field(rawValue: field.number) else { return }
        guard !field.isDelimited else { throw .wireType(field: field.number) }
        let number = field.slot
        switch name {
        case .recordedAt: recordedAt = Int64(bitPattern: number)
        case .occurredAt: occurredAt = Int64(bitPattern: number)
        case .actorKind: actorKind = number
        case .actor: actor = number
        case .onBehalfOf: onBehalfOf = number
        case .cause: cause = number
        case .policyVersion: policyVersion = number
        case .isLastOfCommand: isLastOfCommand = number
        case .commandKey: preconditionFailure("no number")
        }
    }

    func choice() throws(WireError) -> ActorKind? {
        guard actorKind != 0 else { return nil }
        guard let kind = ActorKind(rawValue: actorKind) else {
            throw .unknownCase(field: Envelope.Field.actorKind.rawValue, value: actorKind)
        }
        return kind
    }
}
