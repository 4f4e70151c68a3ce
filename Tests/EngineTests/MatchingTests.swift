import Bytes
import Domain
import Engine
import Events
import Projections
import Testing

@Suite("Customers are matched")
struct MatchingTests {
    @Test(
        "by their number, however it is written",
        arguments: [
            ("13800005678", "+86 138-0000-5678"), ("13800005678", "0086 13800005678"),
            ("+8613800005678", "13800005678"),
            ("13800005678", "１３８００００５６７８"), ("１３８ ００００ ５６７８", "8613800005678"), ("13800005678", "＋８６ 138 0000 5678"),
            ("021-55667788", "+86 21 5566 7788"), ("(021) 55667788", "+86 (0)21 5566 7788"),
            ("li@example.com", "Li@Example.com"),
        ])
    func alike(_ first: String, _ second: String) async throws {
        #expect(try await customers(first, second) == 1)
    }

    @Test(
        "and others are others",
        arguments: [
            ("13800005678", "13800005679"), ("021-55667788", "55667788"), ("86123456", "123456"),
            ("a-b@example.com", "ab@example.com"), ("13800005678", "+1 380 000 5678"),
        ])
    func others(_ first: String, _ second: String) async throws {
        #expect(try await customers(first, second) == 2)
    }

    private func customers(_ contacts: String...) async throws -> UInt64 {
        try await EngineWorld().run { engine in
            for contact in contacts {
                let receipt = try await engine.perform(.submit(intake("请问", contact: contact)), for: clerk)
                // What was written first is kept.
                let ticket = try #require(receipt.ticket)
                let texts = try #require(try await engine.texts(of: ticket))
                #expect(contacts.contains(texts.customer.contact))
            }
            return await engine.look { projected in
                let rows = (1...UInt64(contacts.count)).compactMap { projected.tickets[TicketOrdinal(rawValue: $0)] }
                return UInt64(Set(rows.map(\.customer)).count)
            }
        }
    }

    @Test("by a member number that came later too, sealed, after a restart, and not after they were erased")
    func memberNumber() async throws {
        let world = try EngineWorld()
        let customer = CustomerOrdinal(rawValue: 1)
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            var second = intake("再问")
            (second.customer.name, second.customer.memberNumber) = ("李四", "VIP-2026-0117")
            let receipt = try await engine.perform(.submit(second), for: clerk)
            let ticket = try #require(receipt.ticket)
            let texts = try #require(try await engine.texts(of: ticket))
            #expect(texts.content.contactPerson == "李四" && texts.customer.name == "张三")
            #expect(texts.customer.memberNumber == "VIP-2026-0117")
            // A name beside that of a contact person is kept too: texts are not to tell it.
            second.content.contactPerson = "王五"
            let named = try await engine.perform(.submit(second), for: clerk)
            let last = try #require(named.ticket)
            let kept = try #require(try await engine.texts(of: last))
            #expect(kept.content.contactPerson == "王五" && kept.content.customerName == "李四")
        }
        try await world.run { engine in
            #expect(await engine.customer(called: "vip-2026-0117") == customer)
            var third = intake("三问", contact: "13911112222")
            third.customer.memberNumber = "VIP-2026-0117"
            let receipt = try await engine.perform(.submit(third), for: clerk)
            #expect(receipt.customer?.name == "张三" && receipt.customer?.memberNumber == "VIP-2026-0117")
            // Whoever calls back needs the number that was given this time.
            let ticket = try #require(receipt.ticket)
            #expect(try await engine.texts(of: ticket)?.content.contact == "13911112222")
            #expect(try await engine.texts(of: TicketOrdinal(rawValue: 2))?.content.contact == "")
            // Somebody else's number teaches nothing, and neither does the same one again.
            let events = try await engine.events(at: Array(1...(await engine.look { $0.sequence })))
            let learnt = try events.filter { $0.type == .ticketSubmitted }.map { stored in
                let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
                let number = try TicketSubmitted(decoding: event.payload).memberNumber
                let isSealed = !String(decoding: number, as: UTF8.self).contains("VIP-2026-0117")
                #expect(isSealed)
                return !number.isEmpty
            }
            #expect(learnt == [false, true, false, false])
            _ = try await engine.perform(.erase(customer), for: clerk)
            #expect(await engine.customer(called: "VIP-2026-0117") == nil)
        }
        try await world.run { engine in #expect(await engine.customer(called: "VIP-2026-0117") == nil) }
    }
}
