internal import EventRendering
internal import Events
internal import JSONText

/// Whether every request is accounted for: each that was acknowledged is a ticket, and each ticket stands where a
/// follower who only ever saw events has it.
package enum LedgerCheck {
    private static let toldMax = 10

    /// - Returns: what does not agree.
    package static func faults(_ ledger: TicketLedger, acknowledged: Int, shown: ShownState?) -> [String] {
        var faults: [String] = []
        if ledger.tickets.count != acknowledged {
            faults.append(
                "\(acknowledged) requests were acknowledged, and events tell of \(ledger.tickets.count) tickets")
        }
        guard let shown else { return faults }
        let expected = Dictionary(uniqueKeysWithValues: ledger.tickets.map { ($0.number, $0.lifeCycle.code) })
        let listed = shown.lines.filter { $0.path == "/v1/tickets" }
        if listed.count != expected.count {
            faults.append("events tell of \(expected.count) tickets, and \(listed.count) are listed")
        }
        for line in listed where faults.count < toldMax {
            guard let ticket = JSON(parsing: line.text), let number = ticket["number"]?.asText else { continue }
            let lifeCycle = ticket["lifeCycle"]?.asText ?? ""
            if expected[number] != lifeCycle {
                faults.append("\(number) is \(lifeCycle), and by the events \(expected[number] ?? "unknown")")
            }
        }
        return faults
    }
}
