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
            let body = try Envelope().encoded(enclosing: registered)
            let event = try EventView(body.bytes, recordType: EventType.customerRegistered.rawValue)
            try rows.fold(event, sequence: number)
        }
        #expect(rows.count == 70_000 && rows[CustomerOrdinal(rawValue: 66_000)]?.tier == "tier 66000")
    }
}
