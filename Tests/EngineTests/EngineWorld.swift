import Calendars
import CommitLog
import Domain
import Engine
import EventStore
import Events
import Foundation
import PolicyFiles
import SegmentLog
import Storage
import TemporaryFolders

/// A data directory with a log and a vault, and a clock that is turned by hand.
final class EngineWorld: Sendable {
    let folder: TemporaryFolder
    let clock = ManualClock(Instant(milliseconds: 1_714_957_200_000))

    var path: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: path + "/keys", withIntermediateDirectories: false)
    }

    /// Opens the engine, lets `body` use it, and closes everything.
    func run<Result: Sendable>(
        _ body: (Engine<SegmentLog>) async throws -> Result
    ) async throws -> Result {
        var environment = LogEnvironment.system(owner: "a test")
        environment.wallMilliseconds = { [clock] in clock.now.milliseconds }
        let log = try SegmentLog.open(path + "/log", environment: environment)
        defer { log.close() }
        let random = environment.random
        let vault = try Vault.open(in: path + "/keys", fileSystem: environment.fileSystem, random: random)
        let engine = try await Engine.open(
            log, policy: PolicyFiles.profile("smart-dispatch"), vault: vault, clock: clock, random: random,
            zones: { _ in .utc })
        let result: Result
        do { result = try await body(engine) } catch {
            await engine.stop()
            throw error
        }
        await engine.stop()
        return result
    }
}

let clerk = Caller(kind: .account, account: 1)

func intake(_ text: String, contact: String = "13800005678", urgency: String = "") -> Intake {
    var customer = CustomerProfile()
    (customer.name, customer.contact) = ("张三", contact)
    var content = TicketContent()
    content.description = text
    var intake = Intake(customer: customer, content: content, channel: "wechat")
    intake.urgency = urgency
    return intake
}

func agent(_ ordinal: UInt64, _ identifier: String, skills: [Skill] = [], capacity: UInt64 = 3) -> AgentChanged {
    var change = AgentChanged()
    change.agent = AgentOrdinal(rawValue: ordinal)
    (change.identifier, change.name) = (identifier, identifier)
    change.skills = skills
    change.capacity = capacity
    return change
}
