internal import Calendars
internal import CommitLog
internal import Domain
internal import Engine
internal import EventStore
internal import Events
internal import Foundation
internal import Projections
internal import SegmentLog
internal import Synchronization
internal import PolicyFiles

/// A log of whole tickets' lives, made by the real engine: what is replayed. Which texts and customers a ticket has
/// goes by its number; identifiers and keys are random, and the order in which tickets interleave is the machine's.
struct TicketLog {
    /// The data directory: `log` and `keys` lie in it.
    let path: String

    /// Tickets on their way at once: enough to fill the engine's batches.
    private static let atOnce = 2_048
    private static let agents: UInt64 = 40
    /// Tickets of one customer.
    private static let ticketsPerCustomer = 10

    var log: String { path + "/log" }
    var keys: String { path + "/keys" }

    /// Lets tickets live until the log has `count` events.
    static func make(_ path: String, count: Int, _ progress: Progress) async throws -> TicketLog {
        let made = TicketLog(path: path)
        try FileManager.default.createDirectory(atPath: made.keys, withIntermediateDirectories: true)
        try await made.withEngine { engine in
            try await hire(engine)
            let numbers = Numbers()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<min(atOnce, max(1, count / 10)) {
                    group.addTask {
                        while engine.log.durable.value < UInt64(count) {
                            try await live(numbers.next(), engine)
                        }
                    }
                }
                group.addTask {
                    while engine.log.durable.value < UInt64(count) {
                        progress.say("making events: \(engine.log.durable.value) of \(count)")
                        try await Task.sleep(for: .seconds(1))
                    }
                }
                try await group.waitForAll()
            }
        }
        return made
    }

    /// Reads the whole log; returns how many records it has.
    func read(_ body: (RecordChunk) throws -> Void) throws -> Int { try Self.read(log, body) }

    static func read(_ log: String, _ body: (RecordChunk) throws -> Void) throws -> Int {
        let reader = try SegmentLogReader.open(log, environment: LogUnderTest.environment())
        let cursor = reader.read(from: .first)
        var count = 0
        while let chunk = try cursor.nextChunk() {
            count += chunk.count
            try body(chunk)
        }
        return count
    }

    /// Opens the engine on the log as a daemon does, and closes it again.
    func withEngine(_ body: (Engine<SegmentLog>) async throws -> Void) async throws {
        let environment = LogUnderTest.environment()
        let log = try SegmentLog.open(self.log, environment: environment)
        defer { log.close() }
        let vault = try Vault.open(
            in: keys, fileSystem: environment.fileSystem, random: environment.random)
        let engine = try await Engine.open(
            log, policy: PolicyFiles.profile("smart-dispatch"), vault: vault, clock: WallClock(),
            random: environment.random, zones: { _ in .utc })
        try await body(engine)
        await engine.stop()
    }

    private static let account = Caller(kind: .account, account: 1)

    private static func hire(_ engine: Engine<SegmentLog>) async throws {
        var department = DepartmentChanged()
        (department.department, department.name) = ("技术部", "技术部")
        _ = try await engine.perform(.account(.changeDepartment(department)), for: account)
        for number in 1...agents {
            var agent = AgentChanged()
            (agent.identifier, agent.name, agent.department) = ("a\(number)", "林静", "技术部")
            agent.skills = ["系统故障", "投诉处理", "售后"].map { Skill(name: $0, level: number % 5 + 1) }
            agent.regions = ["上海", "北京"]
            agent.capacity = 1_000
            let hired = try await engine.perform(.changeAgent(agent), for: account).agent
            _ = try await engine.perform(
                .changePresence(hired ?? AgentOrdinal(rawValue: number), .online), for: account)
        }
    }

    /// One ticket from its submission to its rating.
    private static func live(_ number: Int, _ engine: Engine<SegmentLog>) async throws {
        var customer = CustomerProfile()
        (customer.name, customer.contact) = ("张三", "138\(10_000_000 + number / ticketsPerCustomer)")
        var content = TicketContent()
        content.description = texts[number % texts.count] + "，单号 SO-\(number)"
        var intake = Intake(customer: customer, content: content, channel: "wechat")
        (intake.region, intake.orderNumber) = ("上海", "SO-\(number)")
        let offered = try await engine.perform(.submit(intake), for: account) { receipt, projected in
            receipt.ticket.flatMap { ticket in projected.offers[ticket].map { (ticket, $0.agent) } }
        }
        guard let (ticket, agent) = offered else { return }
        _ = try await engine.perform(.accept(ticket, agent), for: account)
        _ = try await engine.perform(.progress(ticket, agent, stage: "", note: "已联系客户，正在排查"), for: account)
        _ = try await engine.perform(.resolve(ticket, agent, solution: "已修复，请客户确认"), for: account)
        // The grades that close a ticket, so that the log has whole lives.
        let grade: Grade = number % 5 < 2 ? .satisfied : .verySatisfied
        _ = try await engine.perform(.rate(ticket, grade, comment: "很快"), for: account)
    }

    private static let texts = [
        "系统故障，无法登录，请加急处理", "收到的商品有破损，要求换货", "请问发票怎么开", "客服态度不好，我要投诉", "建议增加夜间服务",
        "页面打不开，一直报错，影响业务", "退款三天了还没有到账",
    ]
}

/// Gives every ticket its number.
private final class Numbers: Sendable {
    private let last = Atomic<Int>(0)

    func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// The machine's time of day; nothing of what is made here comes due.
private struct WallClock: EngineClock {
    var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
    func sleep(until instant: Instant) async { try? await Task.sleep(for: .seconds(86_400)) }
}
