internal import Events

extension DomainState {
    /// That somebody looks is an event, also if they have looked before.
    func reveal(
        _ customer: CustomerOrdinal, _ ticket: TicketOrdinal?, _ reason: [UInt8]
    ) throws(Refusal) -> [any Event] {
        guard try !isErased(customer) else { throw .erased(customer) }
        var event = CustomerRevealed()
        (event.customer, event.ticket, event.reason) = (customer, ticket, reason)
        return [event]
    }

    /// Erases a person for good; nothing if that was done. Their tickets go on without words.
    func erase(
        _ customer: CustomerOrdinal, _ keySlot: UInt64, _ reason: String, at now: Instant
    ) throws(Refusal) -> [any Event] {
        guard try !isErased(customer) else { return [] }
        var event = CustomerErased()
        (event.customer, event.keySlot, event.reason) = (customer, keySlot, reason)
        return [event] + closingAccount(of: customer, at: now)
    }

    func isErased(_ customer: CustomerOrdinal) throws(Refusal) -> Bool {
        guard customer.rawValue > 0, customer < nextCustomer else { throw .unknownCustomer(customer) }
        return customersErased[Int(customer.rawValue) - 1]
    }
}
