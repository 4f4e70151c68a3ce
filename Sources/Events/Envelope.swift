internal import Bytes

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

    /// The body of a record: the envelope's fields and, under the number of its type, the event.
    public func sealing(_ event: some Event) throws(WireError) -> [UInt8] {
        var bytes = try encoded()
        let payload = try event.encoded()
        Varint.append(UInt64(type(of: event).type.rawValue) << 3 | WireFields.WireType.delimited.rawValue, to: &bytes)
        Varint.append(UInt64(payload.count), to: &bytes)
        bytes.append(contentsOf: payload)
        return bytes
    }
}
