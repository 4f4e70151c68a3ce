internal import Bytes

/// An event and its envelope, read in place: the way of replay. No allocation; about 30 ns to make.
public struct EventView: ~Escapable {
    public let type: EventType
    public let recordedAt: Instant
    /// When it happened, by whoever claimed another time than the one of recording.
    public let occurredAt: Instant?
    public let actorKind: ActorKind?
    public let actor: UInt64
    public let cause: UInt64
    public let policyVersion: UInt64
    public let isLastOfCommand: Bool
    private let head: RawSpan
    /// The event's own bytes.
    public let payload: RawSpan

    /// Reads the body of a record of type `recordType`.
    @_lifetime(copy body)
    public init(_ body: RawSpan, recordType: UInt32) throws(WireError) {
        guard let type = EventType(rawValue: recordType) else { throw .unknownEvent(type: recordType) }
        guard body.byteCount <= EventLimits.eventBytesMax else { throw .limit(field: Int(recordType)) }
        // The envelope's fields come first: the event's number is the highest, and it is written last.
        var offset = 0
        var end = 0
        var payload = body.extracting(0..<0)
        var isFound = false
        while offset < body.byteCount {
            end = offset
            let field = try WireFields.nextField(body, at: &offset)
            guard field.number >= EventType.firstNumber else { continue }
            guard field.number == Int(recordType), field.isDelimited, !isFound, offset == body.byteCount else {
                throw .mismatch(recordType: recordType)
            }
            payload = body.extracting(field.range)
            isFound = true
        }
        guard isFound else { throw .mismatch(recordType: recordType) }
        head = body.extracting(0..<end)
        let fields = try WireFields(head)
        func number(_ field: Envelope.Field) throws(WireError) -> UInt64 { try fields.number(field.rawValue) }
        self.type = type
        self.payload = payload
        recordedAt = Instant(milliseconds: Int64(bitPattern: try number(.recordedAt)))
        let occurred = try number(.occurredAt)
        occurredAt = occurred == 0 ? nil : Instant(milliseconds: Int64(bitPattern: occurred))
        actorKind = ActorKind(rawValue: try number(.actorKind))
        actor = try number(.actor)
        cause = try number(.cause)
        policyVersion = try number(.policyVersion)
        isLastOfCommand = try number(.isLastOfCommand) != 0
    }

    /// The fields of the event, in place.
    @_lifetime(copy self)
    public func fields<Payload: Event>(_: Payload.Type) throws(WireError) -> EventFields<Payload> {
        precondition(Payload.type == type, "the fields of the event that this is")
        return EventFields(try WireFields(payload))
    }

    /// Everything in the envelope. Allocates.
    public func envelope() throws(WireError) -> Envelope { try Envelope(decoding: head.array) }

    /// The event. Allocates.
    public func event() throws(WireError) -> any Event { try type.payload.init(decoding: payload.array) }
}

/// The fields of an event by their names, read in place.
public struct EventFields<Payload: Event>: ~Escapable {
    private let fields: WireFields

    @_lifetime(copy fields)
    init(_ fields: consuming WireFields) { self.fields = fields }

    public func number(_ field: Payload.Field) throws(WireError) -> UInt64 { try fields.number(field.rawValue) }

    /// An ordinal, of the thing that the field's type says.
    public func ordinal<Value: Ordinal>(_ field: Payload.Field) throws(WireError) -> Value {
        Value(rawValue: try fields.number(field.rawValue))
    }

    public func choice<Value: Choice>(_ field: Payload.Field) throws(WireError) -> Value? {
        let number = try fields.number(field.rawValue)
        guard number != 0 else { return nil }
        guard let value = Value(rawValue: number) else {
            throw .unknownCase(field: field.rawValue, value: number)
        }
        return value
    }

    public func instant(_ field: Payload.Field) throws(WireError) -> Instant? {
        let number = try fields.number(field.rawValue)
        return number == 0 ? nil : Instant(milliseconds: Int64(bitPattern: number))
    }

    @_lifetime(copy self)
    public func bytes(_ field: Payload.Field) throws(WireError) -> RawSpan { try fields.bytes(field.rawValue) }

    /// A text. Allocates when it is longer than 15 bytes.
    public func text(_ field: Payload.Field) throws(WireError) -> String {
        guard let text = String(validating: try fields.bytes(field.rawValue).array, as: UTF8.self) else {
            throw .notUTF8(field: field.rawValue)
        }
        return text
    }

    /// Every element of a repeated field, in order.
    public func forEach<Failure: Error>(
        _ field: Payload.Field, _ body: (RawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        try fields.forEach(field.rawValue, body)
    }
}
