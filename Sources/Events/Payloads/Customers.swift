/// Somebody who was not known asked for something.
public struct CustomerRegistered: Event {
    public var customer = CustomerOrdinal(rawValue: 0)
    /// 16 random bytes: the name that other systems may keep.
    public var identifier: [UInt8] = []
    /// Where the vault holds the key that seals everything about this customer.
    public var keySlot: UInt64 = 0
    /// A code of the policy.
    public var tier = ""
    /// ``CustomerProfile``, sealed.
    public var profile: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case customer = 1, identifier, keySlot, tier, profile }
    public static let type = EventType.customerRegistered
    public var subjects: [Subject] { [.customer(customer)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.customer, &customer)
        try coder.field(.identifier, &identifier, byteCount: 16)
        try coder.field(.keySlot, &keySlot)
        try coder.field(.tier, &tier)
        try coder.field(.profile, &profile)
    }
}

/// Somebody looked at what is masked.
public struct CustomerRevealed: Event {
    public var customer = CustomerOrdinal(rawValue: 0)
    /// The ticket on which it was asked for.
    public var ticket: TicketOrdinal?
    /// The text, sealed.
    public var reason: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case customer = 1, ticket, reason }
    public static let type = EventType.customerRevealed
    public var subjects: [Subject] { [.customer(customer)] + (ticket.map { [.ticket($0)] } ?? []) }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.customer, &customer)
        try coder.field(.ticket, &ticket)
        try coder.field(.reason, &reason)
    }
}

/// The key of a customer was destroyed, and with it everything that it seals.
public struct CustomerErased: Event {
    public var customer = CustomerOrdinal(rawValue: 0)
    public var keySlot: UInt64 = 0
    /// Plain, because the key is gone: a code or a reference, nothing personal.
    public var reason = ""

    public init() {}

    public enum Field: Int, FieldNumber { case customer = 1, keySlot, reason }
    public static let type = EventType.customerErased
    public var subjects: [Subject] { [.customer(customer)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.customer, &customer)
        try coder.field(.keySlot, &keySlot)
        try coder.field(.reason, &reason)
    }
}
