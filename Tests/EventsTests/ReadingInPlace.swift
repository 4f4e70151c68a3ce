import Bytes
import Events

/// Reads a message field by field through ``EventFields``, as replay does, into a value that can be compared.
struct InPlaceCoder<Payload: Message>: FieldCoder {
    typealias Field = Payload.Field
    let bytes: [UInt8]

    func field(_ field: Field, _ value: inout UInt64) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).number(field)
    }

    func field(_ field: Field, _ value: inout Int64) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).integer(field)
    }

    func field(_ field: Field, _ value: inout Bool) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).flag(field)
    }

    func field(_ field: Field, _ value: inout String) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).text(field)
    }

    func field(_ field: Field, _ value: inout [UInt8]) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).bytes(field).array
    }

    func field(_ field: Field, _ value: inout [String]) throws(WireError) {
        var texts: [String] = []
        try EventFields<Payload>(bytes.bytes).forEachText(field) { texts.append($0) }
        value = texts
    }

    func field<Value: Message>(_ field: Field, _ value: inout Value?) throws(WireError) {
        let fields = try EventFields<Payload>(bytes.bytes)
        guard let message = try fields.message(field, Value.self) else { return }
        value = try readInPlace(message.span.array)
    }

    func field<Value: Message>(_ field: Field, _ value: inout [Value]) throws(WireError) {
        var messages: [Value] = []
        try EventFields<Payload>(bytes.bytes).forEach(field, Value.self) { element throws(WireError) in
            messages.append(try readInPlace(element.span.array))
        }
        value = messages
    }

    func field<Value: Choice>(_ field: Field, _ value: inout Value?) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).choice(field)
    }

    func field<Value: Ordinal>(_ field: Field, _ value: inout Value) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).ordinal(field)
    }

    func field<Value: Ordinal>(_ field: Field, _ value: inout Value?) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).ordinal(field)
    }

    func field(_ field: Field, _ value: inout Instant?) throws(WireError) {
        value = try EventFields<Payload>(bytes.bytes).instant(field)
    }
}

func readInPlace<Payload: Message>(_ bytes: [UInt8]) throws(WireError) -> Payload {
    _ = try EventFields<Payload>(bytes.bytes)
    var value = Payload()
    var coder = InPlaceCoder<Payload>(bytes: bytes)
    try value.code(&coder)
    return value
}

/// A record's body as a reader finds it: its envelope, and its event or what is wrong with it.
struct Found<Payload: Event>: Hashable {
    var envelope: Envelope
    var event: Result<Payload, WireError>
}

typealias Reading<Payload: Event> = Result<Found<Payload>, WireError>

/// Reads the bytes of `buffer` in `range` in place.
func viewed<Payload: Event>(
    _ buffer: [UInt8], _ range: Range<Int>, as _: Payload.Type = Payload.self
) -> Reading<Payload> {
    Reading { () throws(WireError) in
        let view = try EventView(buffer.bytes.extracting(range), recordType: Payload.type.rawValue)
        var envelope = Envelope()
        envelope.recordedAt = view.recordedAt
        envelope.occurredAt = view.occurredAt
        envelope.actorKind = view.actorKind
        envelope.actor = view.actor
        envelope.onBehalfOf = view.onBehalfOf
        envelope.cause = view.cause
        envelope.commandKey = view.commandKey.array
        envelope.policyVersion = view.policyVersion
        envelope.isLastOfCommand = view.isLastOfCommand
        let payload = view.payload.array
        return Found(envelope: envelope, event: Result { () throws(WireError) in try readInPlace(payload) })
    }
}

/// Reads the same by decoding into values.
func decoded<Payload: Event>(_ body: [UInt8], as _: Payload.Type = Payload.self) -> Reading<Payload> {
    Reading { () throws(WireError) in
        let view = try EventView(body.bytes, recordType: Payload.type.rawValue)
        let payload = view.payload.array
        return Found(
            envelope: try view.envelope(), event: Result { () throws(WireError) in try Payload(decoding: payload) })
    }
}

/// Both ways, where they agree; nil where they do not.
func read<Payload: Event>(_ body: [UInt8], as _: Payload.Type = Payload.self) -> Reading<Payload>? {
    let inPlace = viewed(body, 0..<body.count, as: Payload.self)
    return inPlace == decoded(body) ? inPlace : nil
}
