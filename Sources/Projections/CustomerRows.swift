public import Events

/// Every customer, as far as it may be known without a key: one row each.
public struct CustomerRows: Sendable {
    public struct Row: Hashable, Sendable {
        /// The sequence number of the event that holds the sealed profile.
        public let registeredAt: UInt64
        /// Whatever whoever submitted called it: nothing limits how many there are.
        public internal(set) var tier: String
        public internal(set) var isErased = false
    }

    /// By ordinal, from 1.
    private var rows: [Row] = []

    public init() {}

    public var count: Int { rows.count }

    public subscript(_ customer: CustomerOrdinal) -> Row? {
        guard customer.rawValue > 0, customer.rawValue <= UInt64(rows.count) else { return nil }
        return rows[Int(customer.rawValue) - 1]
    }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        switch event.type {
        case .customerRegistered:
            let tier = try event.fields(CustomerRegistered.self).text(.tier)
            rows.append(Row(registeredAt: sequence, tier: tier))
        case .ticketSubmitted:
            let fields = try event.fields(TicketSubmitted.self)
            let tier = try fields.text(.tier)
            guard !tier.isEmpty else { return }
            let customer: CustomerOrdinal = try fields.ordinal(.customer)
            rows[Int(customer.rawValue) - 1].tier = tier
        case .customerErased:
            let customer: CustomerOrdinal = try event.fields(CustomerErased.self).ordinal(.customer)
            rows[Int(customer.rawValue) - 1].isErased = true
        default: break
        }
    }
}

extension CustomerRows {
    public func write(to form: inout CanonicalBytes) {
        form.list(rows) { row, form in
            form.number(row.registeredAt)
            form.text(row.tier)
            form.number(row.isErased ? UInt64(1) : 0)
        }
    }
}
