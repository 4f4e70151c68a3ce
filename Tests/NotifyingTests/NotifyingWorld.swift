import Calendars
import PolicyFiles
import CommitLog
import Domain
import Engine
import EventStore
import Events
import Foundation
import Notifying
import Policies
import SegmentLog
import Storage
import TemporaryFolders
import Threads

/// A data directory, a clock that is turned by hand, and an outbox beside the engine.
struct NotifyingWorld: Sendable {
    let folder: TemporaryFolder
    let clock = TurnedClock()
    let links = SurveyLinks(base: "https://paidan.example")

    static let lin = AgentOrdinal(rawValue: 1)
    static let ticket = TicketOrdinal(rawValue: 1)
    static let clerk = Caller(kind: .account, account: 1)

    init() throws {
        folder = try TemporaryFolder()
        let keys = folder.path + "/keys"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: false)
    }

    /// Opens the engine, with an outbox where there are carriers, lets `body` use it, and closes everything.
    func run<Result: Sendable>(
        _ carriers: [any Carrier] = [], _ body: (Engine<SegmentLog>) async throws -> Result
    ) async throws -> Result {
        var environment = LogEnvironment.system(owner: "a test")
        environment.wallMilliseconds = { [clock] in clock.now.milliseconds }
        let log = try SegmentLog.open(folder.path + "/log", environment: environment)
        defer { log.close() }
        let vault = try Vault.open(
            in: folder.path + "/keys", fileSystem: environment.fileSystem, random: environment.random)
        let engine = try await Engine.open(
            log, policy: PolicyFiles.profile("smart-dispatch"), vault: vault, clock: clock,
            random: environment.random, zones: { _ in .utc })
        let delivering = Task { [outbox = outbox(engine, carriers)] in if !carriers.isEmpty { await outbox.run() } }
        defer { delivering.cancel() }
        do {
            let result = try await body(engine)
            await engine.stop()
            await delivering.value
            return result
        } catch {
            await engine.stop()
            throw error
        }
    }

    func outbox(_ engine: Engine<SegmentLog>, _ carriers: [any Carrier] = []) -> Outbox<SegmentLog> {
        Outbox(engine, carriers: carriers, origin: "test", links: links)
    }

    /// An agent who is there, and a ticket that is offered to them: two notifications.
    func offer(_ engine: Engine<SegmentLog>) async throws {
        var change = AgentChanged()
        (change.identifier, change.name, change.capacity) = ("lin", "林静", 30)
        _ = try await engine.perform(.changeAgent(change), for: Self.clerk)
        _ = try await engine.perform(.changePresence(Self.lin, .online), for: Self.clerk)
        try await submit(engine)
    }

    func submit(_ engine: Engine<SegmentLog>, _ description: String = "请问积分怎么兑换?") async throws {
        var customer = CustomerProfile()
        (customer.name, customer.contact) = ("张建国", "13800005678")
        var content = TicketContent()
        (content.description, content.contactPerson) = (description, "王店长")
        let intake = Intake(customer: customer, content: content, channel: "wechat")
        _ = try await engine.perform(.submit(intake), for: Self.clerk)
    }

    func resolve(_ engine: Engine<SegmentLog>) async throws {
        _ = try await engine.perform(.accept(Self.ticket, Self.lin), for: Self.clerk)
        _ = try await engine.perform(.resolve(Self.ticket, Self.lin, solution: "已告知"), for: Self.clerk)
    }

    /// What the log says of notifications: the number and what became of it, in order.
    func told(_ engine: Engine<SegmentLog>) async throws -> [Told] {
        let last = await engine.look { $0.sequence }
        var told: [Told] = []
        for stored in try await engine.events(at: Array(1...last)) { try Told(stored).map { told.append($0) } }
        return told
    }
}

/// A clock that goes on when a test says so, and then wakes whoever slept until then.
final class TurnedClock: EngineClock {
    private struct State {
        var now = Instant(milliseconds: 1_714_957_200_000)
        var sleepers: [UInt64: (until: Instant, waker: AsyncStream<Void>.Continuation)] = [:]
        var last: UInt64 = 0
    }

    private let state = Monitor(State())

    var now: Instant { state.withLock { $0.now } }

    func advance(by duration: Duration) {
        state.withLock { state in
            state.now = state.now.advanced(by: duration)
            for sleeper in state.sleepers.values where sleeper.until <= state.now { sleeper.waker.finish() }
        }
    }

    func sleep(until instant: Instant) async {
        let (stream, waker) = AsyncStream<Void>.makeStream()
        let name: UInt64? = state.withLock { state in
            guard state.now < instant else { return nil }
            state.last += 1
            state.sleepers[state.last] = (instant, waker)
            return state.last
        }
        guard let name else { return }
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            waker.finish()
        }
        state.withLock { $0.sleepers[name] = nil }
    }
}
