import Events
import Projections
import Testing

@Suite("An assignment that is withdrawn")
struct WithdrawalTests {
    @Test("is an offer no longer, and the agent is free of it")
    func offer() throws {
        var history = try History.begun()
        try history.offered()
        #expect(history.offers[History.ticket]?.agent == History.lin && history.load?.offered == 1)
        try history.withdrawn(wasAccepted: false)
        #expect(history.offers.count == 0 && history.load?.open == 0)
        #expect(history.row?.lifeCycle == .waiting && history.row?.holder == nil)
        #expect(history.row?.revision == history.sequence)
    }

    @Test("is work no longer, at no stage, and can be offered again")
    func work() throws {
        var history = try History.begun()
        try history.accepted()
        try history.progressed(to: "处理中")
        #expect(history.row.map { history.rows.codes.text($0.stage) } == "处理中")
        #expect(history.load?.accepted == 1)
        try history.withdrawn(wasAccepted: true)
        #expect(history.load?.offered == 0 && history.load?.accepted == 0)
        #expect(history.row?.lifeCycle == .waiting && history.row?.holder == nil)
        #expect(history.row.map { history.rows.codes.text($0.stage) } == "")
        try history.accepted()
        #expect(history.row?.lifeCycle == .accepted && history.row?.holder == History.lin)
        #expect(history.load?.accepted == 1 && history.load?.offered == 0)
    }
}
