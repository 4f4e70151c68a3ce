import Bytes
import Domain
import Engine
import Events
import Projections
import Testing

@Suite("History that is brought", .timeLimit(.minutes(10)))
struct PastTests {
    private static func past(_ name: String, customer: String = "M-1", _ steps: PastStep...) -> PastIntake {
        var past = PastIntake(
            PastTicket.Case(source: "old-desk", name: name), channel: "wechat",
            submittedAt: Instant(milliseconds: 1_677_628_800_000))
        (past.category, past.customer, past.description) = ("投诉", customer, "态度很差")
        past.steps = steps
        return past
    }

    private static func at(_ minutes: Int64) -> Instant { Instant(milliseconds: 1_677_628_800_000 + minutes * 60_000) }

    @Test("is the same after a restart, and no case comes twice")
    func restarts() async throws {
        let world = try EngineWorld()
        let cases = (1...20).map { number in
            Self.past(
                "A-\(number)", customer: number % 2 == 0 ? "" : "M-\(number)",
                PastStep(.accepted, at: Self.at(5), agent: "zhao-\(number % 3)"),
                PastStep(.resolved, at: Self.at(9), agent: "zhao-\(number % 3)"))
        }
        var digests: Set<String> = []
        var tickets: Set<[TicketOrdinal?]> = []
        for round in 0..<3 {
            let (digest, receipts) = try await world.run { engine in
                let results = await engine.performInOrder(cases.map { .bringIn($0) }, for: clerk) { receipt, _ in
                    receipt
                }
                return (
                    await engine.look { "\($0.sequence) \(Hex.encode($0.digest))" }, try results.map { try $0.get() }
                )
            }
            #expect(receipts.allSatisfy { $0.isRepeated == (round > 0) })
            digests.insert(digest)
            tickets.insert(receipts.map(\.ticket))
        }
        #expect(digests.count == 1 && tickets.count == 1)
        #expect(tickets.first?.compactMap { $0?.rawValue } == Array(1...20))
    }

    @Test("has its real times, its text for whoever may read it, and its customers' numbers")
    func read() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            let receipt = try await engine.perform(
                .bringIn(Self.past("A-1", PastStep(.resolved, at: Self.at(9)))), for: clerk)
            let ticket = try #require(receipt.ticket)
            let row = try #require(await engine.look { $0.tickets[ticket] })
            #expect(row.submittedAt == Self.at(0) && row.resolvedAt == Self.at(9) && row.closedAt == Self.at(9))
            #expect(row.lifeCycle == .closed && row.holder == nil)
            let opener = try #require(try await engine.opener(of: ticket))
            #expect(try await engine.texts(opener)?.content.description == "态度很差")
            // Whoever says the number that the record has is that customer.
            var known = intake("咨询", contact: "13900001111")
            known.customer.memberNumber = "m-1"
            let submitted = try await engine.perform(.submit(known), for: clerk)
            let customer = try #require(submitted.ticket)
            #expect(await engine.look { $0.tickets[customer]?.customer } == row.customer)
        }
    }

    @Test("is refused case by case, and those beside it come")
    func beside() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            let results = await engine.performInOrder(
                [
                    .bringIn(Self.past("A-1")), .bringIn(Self.past("A-2", PastStep(.reassigned, at: Self.at(1)))),
                    .bringIn(Self.past("A-3")), .bringIn(Self.past("A-1")),
                ], for: clerk
            ) { receipt, _ in receipt.ticket?.rawValue ?? 0 }
            #expect(results[1] == .failure(.refused(.impossiblePast(step: 0, .nobodyHasIt))))
            #expect([0, 2, 3].map { try? results[$0].get() } == [1, 2, 1])
        }
    }
}
