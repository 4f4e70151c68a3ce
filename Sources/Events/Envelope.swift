/// What every event carries besides what happened.
public struct Envelope: Message {
    /// When it was noted: never before the event before it, whatever the clock said.
    public var recordedAt = Instant(milliseconds: 0)
    /// When it happened, where somebody claims another time than the one of recording.
    public var occurredAt: Instant?
    public var actorKind: ActorKind?
    /// The acting account; 0 for the product itself and for customers.
    public var actor: UInt64 = 0
    /// The agent for whom the account acted, where that is another.
    public var onBehalfOf: AgentOrdinal?
    /// The event that made the product do this: its sequence number.
    public var cause: UInt64 = 0
    /// The caller's key for the command, on the command's first event.
    public var commandKey: [UInt8] = []
    public var policyVersion: UInt64 = 0
    /// The command's last event: invariants hold behind it.
    public var isLastOfCommand = false

    public init() {}

    public enum Field: Int, FieldNumber {
        case recordedAt = 1, occurredAt, actorKind, actor, onBehalfOf, cause, commandKey, policyVersion, isLastOfCommand
    }
    public static let contractName = "Envelope"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.recordedAt, &recordedAt)
        try coder.field(.occurredAt, &occurredAt)
        try coder.field(.actorKind, &actorKind)
        try coder.field(.actor, &actor)
        try coder.field(.onBehalfOf, &onBehalfOf)
        try coder.field(.cause, &cause)
        try coder.field(.commandKey, &commandKey)
        try coder.field(.policyVersion, &policyVersion)
        try coder.field(.isLastOfCommand, &isLastOfCommand)
    }

    /// Appends the body of a record: the envelope's fields and, under the number of its type, the event. Allocates only
    /// to make `bytes` larger.
    /// - Throws: ``WireError/limit(field:)``, ``WireError/length(field:bytes:)`` and ``WireError/tooLong(bytes:)``,
    ///   for what would not be read again; then `bytes` are as they were.
    public func append<Payload: Event>(enclosing event: Payload, to bytes: inout [UInt8]) throws(WireError) {
        var envelope = self
        var event = event
        try bytes.appendOrRestore { bytes throws(WireError) in
            try envelope.write(to: &bytes)
            try event.append(asField: Int(Payload.type.rawValue), to: &bytes)
        }
    }

    /// The body of a record as ``append(enclosing:to:)`` writes it, alone.
    public func encoded(enclosing event: some Event) throws(WireError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(enclosing: event, to: &bytes)
        return bytes
    }
}
