import Bytes
import Events
import Projections
import Testing

@Suite("Rows of customers")
struct CustomerRowsTests {
    @Test("take any number of tiers: they are what whoever submits calls them")
    func tiers() throws {
        var rows = CustomerRows()
        for number in 1...70_000 as ClosedRange<UInt64> {
            var registered = CustomerRegistered()
            registered.customer = CustomerOrdinal(rawValue: number)
            registered.identifier = [UInt8](repeating: 7, count: 16)
            registered.tier = "tier \(number)"
            try fold(registered, number, into: &rows)
        }
        #expect(rows.count == 70_000 && rows[CustomerOrdinal(rawValue: 66_000)]?.tier == "tier 66000")
    }

    @Test("have the tier that a ticket said last")
    func tier() throws {
        var rows = CustomerRows()
        let customer = CustomerOrdinal(rawValue: 1)
        var registered = CustomerRegistered()
        (registered.customer, registered.tier) = (customer, "普通")
        try fold(registered, 1, into: &rows)
        for (said, tier) in [("", "普通"), ("VIP", "VIP"), ("", "VIP")] {
            var submitted = TicketSubmitted()
            (submitted.ticket, submitted.customer, submitted.tier) = (TicketOrdinal(rawValue: 1), customer, said)
            try fold(submitted, 2, into: &rows)
            #expect(rows[customer]?.tier == tier)
        }
    }

    private func fold<Payload: Event>(_ event: Payload, _ sequence: UInt64, into rows: inout CustomerRows) throws {
        let body = try Envelope().encoded(enclosing: event)
        try rows.fold(try EventView(body.bytes, recordType: Payload.type.rawValue), sequence: sequence)
    }
}
