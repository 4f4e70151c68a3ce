import Domain
import Engine
import Events
import Notifying
import SegmentLog
import Testing

@Suite("The outbox", .timeLimit(.minutes(10)))
struct OutboxTests {
    @Test("brings what is queued to its carrier, once, and says so in the log")
    func delivers() async throws {
        let (world, mailbox) = (try NotifyingWorld(), Mailbox())
        try await world.run([mailbox]) { engine in
            try await world.offer(engine)
            try await untilTold(2, engine, world)
            #expect(try await world.told(engine) == [Told(1, "delivered"), Told(2, "delivered")])
        }
        #expect(mailbox.messages.map(\.id) == ["test-1", "test-2"])
        #expect(mailbox.messages.map(\.recipient) == [.customer(CustomerOrdinal(rawValue: 1)), .agent("lin")])
        #expect(mailbox.attempts == 2)
    }

    @Test("tries again after the pauses of the table, and gives up after the last")
    func givesUp() async throws {
        let (world, faults) = (try NotifyingWorld(), [CarrierFault](repeating: .transient(code: "down"), count: 100))
        try await world.run([Mailbox(faults: faults, of: 1)]) { engine in
            try await world.submit(engine)
            let pauses = Retries.pauses.map { $0.components.seconds }
            for (index, pause) in pauses.enumerated() {
                try await untilTold(index + 1, of: 1, engine, world)
                world.clock.advance(by: .seconds(pause))
            }
            try await untilTold(pauses.count + 1, of: 1, engine, world)
            let failures = pauses.enumerated().map { index, pause in
                Told(1, "failed \(index + 1) down", retrySeconds: pause)
            }
            let told = try await world.told(engine).filter { $0.notification == 1 }
            #expect(told == failures + [Told(1, "given up 6 down")])
        }
    }

    @Test(
        "goes by what the fault is",
        arguments: [
            ([], ["1 delivered"]),
            ([.permanent(code: "no-address")], ["1 given up 1 no-address"]),
            ([.transient(code: "busy")], ["1 failed 1 busy, again after 60 s", "1 delivered"]),
        ] as [([CarrierFault], [String])])
    func faults(_ faults: [CarrierFault], _ expected: [String]) async throws {
        let world = try NotifyingWorld()
        try await world.run([Mailbox(faults: faults, of: 1)]) { engine in
            try await world.submit(engine)
            try await untilTold(1, of: 1, engine, world)
            world.clock.advance(by: .seconds(60))
            try await untilTold(expected.count, of: 1, engine, world)
            let told = try await world.told(engine).filter { $0.notification == 1 }
            #expect(told.map(\.description) == expected)
        }
    }

    @Test("has nobody to bring it who is not there")
    func noCarrier() async throws {
        let world = try NotifyingWorld()
        try await world.run([Pigeon()]) { engine in
            try await world.submit(engine)
            try await untilTold(1, of: 1, engine, world)
            let told = try await world.told(engine).filter { $0.notification == 1 }
            #expect(told == [Told(1, "given up 1 no-such-carrier")])
        }
    }

    private struct Pigeon: Carrier {
        let code = "pigeon"
        let readsTexts = false
        func deliver(_ message: Notifying.Message) async throws(CarrierFault) {}
    }

    @Test("goes on after a restart: with what never was tried, and with what failed at its time")
    func restarts() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in try await world.offer(engine) }
        let failing = Mailbox(faults: [.transient(code: "down"), .transient(code: "down")])
        try await world.run([failing]) { engine in try await untilTold(2, engine, world) }
        #expect(failing.messages.isEmpty)
        let mailbox = Mailbox()
        try await world.run([mailbox]) { engine in
            #expect(mailbox.messages.isEmpty)
            world.clock.advance(by: .seconds(60))
            try await untilTold(4, engine, world)
        }
        #expect(mailbox.messages.map(\.id) == ["test-1", "test-2"])
    }

    @Test("delivers again, under the same id, what was delivered and not noted")
    func atLeastOnce() async throws {
        let (world, mailbox) = (try NotifyingWorld(), Mailbox())
        try await world.run { engine in
            try await world.offer(engine)
            // The end came between the delivery and its event.
            for facts in await engine.noticeFacts([1, 2]) {
                try await mailbox.deliver(try #require(await world.outbox(engine).message(facts)))
            }
        }
        try await world.run([mailbox]) { engine in try await untilTold(2, engine, world) }
        #expect(mailbox.messages.map(\.id) == ["test-1", "test-2"] && mailbox.attempts == 4)
    }

    /// Waits until so much became of notifications, or of one of them.
    private func untilTold(
        _ count: Int, of notification: UInt64? = nil, _ engine: Engine<SegmentLog>, _ world: NotifyingWorld
    ) async throws {
        while true {
            let sequence = await engine.look { $0.sequence }
            let told = try await world.told(engine)
            if told.count(where: { [$0.notification, nil].contains(notification) }) >= count { return }
            await engine.reach(sequence + 1)
        }
    }
}
