import CarrierConformance
import Conformance
import Engine
import Notifying
import Projections
import SegmentLog
import Testing

@Suite("A carrier is what it must be", .timeLimit(.minutes(10)))
struct CarrierConformanceTests {
    @Test("the in-app inbox", arguments: CarrierConformance.checks)
    func inbox(_ check: CarrierConformance.Check) async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            let carrier = InboxCarrier { number in await engine.look { $0.inboxes[number] != nil } }
            let messages = try await messages(world, engine)
            try await check.run(
                CarrierConformance.Subject(carrier, messages: messages) { message in
                    await engine.look { $0.inboxes[message.notification] == nil ? 0 : 1 }
                })
        }
    }

    @Test("one that fails now and then", arguments: CarrierConformance.checks)
    func mailbox(_ check: CarrierConformance.Check) async throws {
        let (world, mailbox) = (try NotifyingWorld(), Mailbox())
        try await world.run { engine in
            try await check.run(
                CarrierConformance.Subject(mailbox, messages: try await messages(world, engine)) {
                    mailbox.count(of: $0)
                } breakDown: {
                    mailbox.fail(.transient(code: "down"))
                })
        }
    }

    @Test(
        "and what is none is seen",
        arguments: [
            (Mailbox(isForgetful: true), "what comes again arrives once"),
            (
                Mailbox(faults: [.permanent(code: "down")]),
                "what failed in a way that passes arrives when it comes again"
            ),
            (
                Mailbox(faults: [.transient(code: "Down!")]),
                "what failed in a way that passes arrives when it comes again"
            ),
        ])
    func faulty(_ mailbox: Mailbox, _ name: String) async throws {
        let check = try #require(CarrierConformance.checks.first { $0.description == name })
        let world = try NotifyingWorld()
        try await world.run { engine in
            let subject = CarrierConformance.Subject(mailbox, messages: try await messages(world, engine)) {
                mailbox.count(of: $0)
            } breakDown: {
            }
            await #expect(throws: ConformanceFailure.self) { try await check.run(subject) }
        }
    }

    /// Real ones, for a customer, an agent and a role.
    private func messages(_ world: NotifyingWorld, _ engine: Engine<SegmentLog>) async throws -> [Message] {
        try await world.offer(engine)
        try await world.submit(engine)
        _ = try await engine.perform(
            .escalate(NotifyingWorld.ticket, to: "supervisor", note: ""), for: NotifyingWorld.clerk)
        let count = await engine.look { $0.inboxes.count }
        var messages: [Message] = []
        for facts in await engine.noticeFacts(Array(1...count)) {
            messages.append(try #require(await world.outbox(engine).message(facts)))
        }
        return messages
    }
}
