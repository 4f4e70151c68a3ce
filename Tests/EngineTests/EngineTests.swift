import CommitLog
import Domain
import Engine
import Events
import Projections
import SegmentLog
import Testing

@Suite("The engine")
struct EngineTests {
    private static let first = TicketOrdinal(rawValue: 1)
    private static let lin = AgentOrdinal(rawValue: 1)

    @Test("takes a ticket its whole way, durably, and knows it after a restart")
    func wholeWay() async throws {
        let world = try EngineWorld()
        let before = try await world.run { engine in
            _ = try await engine.perform(
                .changeAgent(agent(1, "lin", skills: [Skill(name: "系统故障", level: 4)])), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            let receipt = try await engine.perform(.submit(intake("系统故障,无法登录,加急")), for: clerk)
            #expect(receipt.ticket == Self.first)
            _ = try await engine.perform(.accept(Self.first, Self.lin), for: clerk)
            _ = try await engine.perform(.progress(Self.first, Self.lin, stage: "", note: "正在排查"), for: clerk)
            _ = try await engine.perform(.resolve(Self.first, Self.lin, solution: "已重启"), for: clerk)
            _ = try await engine.perform(.rate(Self.first, .satisfied, comment: "很快"), for: clerk)
            return await engine.look { Seen($0) }
        }
        let row = try #require(before.row)
        #expect(row.lifeCycle == .closed && row.priority == .urgent && row.grade == .satisfied)
        #expect(before.category == "登录与账号" && before.load?.open == 0)
        let after = try await world.run { engine in await engine.look { Seen($0) } }
        #expect(after == before)
    }

    private struct Seen: Hashable, Sendable {
        var sequence: UInt64
        var row: TicketRows.Row?
        var category: String?
        var load: Workloads.Load?

        init(_ projected: Projected) {
            sequence = projected.sequence
            row = projected.tickets[first]
            category = row.map { projected.tickets.codes.text($0.category) }
            load = projected.workloads[lin]
        }
    }

    @Test("keeps no plain text of a customer in the log")
    func sealed() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("我的打印机冒烟了")), for: clerk)
        }
        let reader = try SegmentLogReader.open(world.path + "/log", environment: .system(owner: "a test"))
        let cursor = reader.read(from: .first)
        var seen: [EventType] = []
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                seen.append(EventType(rawValue: record.type) ?? .policyPublished)
                let body = record.bodyBytes
                for text in ["打印机", "张三", "13800005678"] { #expect(!body.contains(Array(text.utf8))) }
            }
        }
        #expect(
            seen == [
                .policyPublished, .customerRegistered, .ticketSubmitted, .ticketClassified, .ticketPrioritised,
                .ticketQueued, .deadlineStarted, .notificationQueued, .notificationQueued,
            ])
    }

    @Test("knows a customer again by contact, also after a restart")
    func customers() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问", contact: "138 0000-5678")), for: clerk)
        }
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            _ = try await engine.perform(.submit(intake("请问", contact: "li@example.com")), for: clerk)
            let customers = await engine.look { seen in
                (1...3).map { seen.tickets[TicketOrdinal(rawValue: $0)]?.customer }
            }
            #expect(customers.map { $0?.rawValue } == [1, 1, 2])
        }
    }

    @Test("carries a key out once, also after a restart, and refuses it for another command")
    func keys() async throws {
        let world = try EngineWorld()
        func caller(_ content: UInt8) -> Caller {
            let key = CallerKey(
                scope: [UInt8](repeating: 7, count: 16), content: [UInt8](repeating: content, count: 16))
            return Caller(kind: .account, account: 1, key: key)
        }
        let receipt = try await world.run { engine in
            let receipt = try await engine.perform(.submit(intake("请问")), for: caller(1))
            let again = try await engine.perform(.submit(intake("请问")), for: caller(1))
            #expect(again.isRepeated && again.sequences == receipt.sequences && again.ticket == receipt.ticket)
            return receipt
        }
        try await world.run { engine in
            let again = try await engine.perform(.submit(intake("请问")), for: caller(1))
            #expect(again.isRepeated && again.sequences == receipt.sequences && again.ticket == receipt.ticket)
            await #expect(throws: EngineError.keyReused) {
                try await engine.perform(.submit(intake("别的")), for: caller(2))
            }
            #expect(await engine.look { $0.tickets.count } == 1)
        }
    }

    @Test("remembers the key of a command that changed nothing, also after a restart")
    func keysOfNothing() async throws {
        let world = try EngineWorld()
        let key = CallerKey(scope: [UInt8](repeating: 7, count: 16), content: [UInt8](repeating: 1, count: 16))
        let keyed = Caller(kind: .account, account: 1, key: key)
        try await world.run { engine in
            _ = try await engine.perform(.changeAgent(agent(1, "lin")), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            let done = try await engine.perform(.changePresence(Self.lin, .online), for: keyed)
            #expect(!done.isRepeated)
            let last = await engine.look { $0.sequence }
            #expect(try await engine.events(at: [last]).first?.type == .nothingChanged)
            _ = try await engine.perform(.changePresence(Self.lin, .offline), for: clerk)
        }
        try await world.run { engine in
            // What was asked for then is not done now.
            let last = await engine.look { $0.sequence }
            let again = try await engine.perform(.changePresence(Self.lin, .online), for: keyed)
            #expect(again.isRepeated)
            #expect(await engine.look { $0.sequence } == last)
        }
    }

    @Test("takes back an offer when the clock says so")
    func deadlines() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.changeAgent(agent(1, "lin")), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            world.clock.advance(by: .seconds(30 * 60))
            await engine.fireDue()
            let row = try #require(await engine.look { $0.tickets[Self.first] })
            #expect(row.lifeCycle == .waiting && row.holder == nil)
        }
    }

    @Test("fires after a restart what became due while it was away")
    func downtime() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.changeAgent(agent(1, "lin")), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
        }
        world.clock.advance(by: .seconds(3_600))
        try await world.run { engine in
            #expect(await engine.look { $0.tickets[Self.first]?.lifeCycle } == .waiting)
        }
    }

    @Test("lets one of many have what all want at once")
    func race() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.changeAgent(agent(1, "lin", capacity: 100)), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            for _ in 0..<50 { _ = try await engine.perform(.submit(intake("请问")), for: clerk) }
            let taken = await withTaskGroup(of: (UInt64, Bool).self) { group in
                for ticket in 1...50 as ClosedRange<UInt64> {
                    for contender in 0..<20 {
                        group.addTask {
                            let ordinal = TicketOrdinal(rawValue: ticket)
                            let request: Action =
                                contender % 2 == 0
                                ? .accept(ordinal, Self.lin) : .decline(ordinal, Self.lin, reason: "")
                            return (ticket, (try? await engine.perform(request, for: clerk)) != nil)
                        }
                    }
                }
                var wins: [UInt64: Int] = [:]
                for await (ticket, isTaken) in group where isTaken { wins[ticket, default: 0] += 1 }
                return wins
            }
            #expect(taken.count == 50)
            #expect(taken.values.allSatisfy { $0 == 1 })
        }
    }

    @Test("refuses with the domain's own reason and leaves no trace")
    func refusals() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            let before = await engine.look { $0.sequence }
            await #expect(throws: EngineError.refused(.unknownTicket(Self.first))) {
                try await engine.perform(.close(Self.first), for: clerk)
            }
            #expect(await engine.look { $0.sequence } == before)
        }
    }
}
