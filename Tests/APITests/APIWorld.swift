import Calendars
import PolicyFiles
import Notifying
import Passwords
import API
import Crypto
import Domain
import Engine
import EventStore
import Events
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Logging
import NIOCore
import SegmentLog
import Storage
import TemporaryFolders

/// The API without sockets, on a data directory of its own and a log that can be told to fail.
struct APIWorld: Sendable {
    let engine: Engine<FaultyLog>
    let faults: FaultyLog.Faults
    let blobs: BlobStore
    let folder: TemporaryFolder
    let said: SaidLines
    private let client: any TestClientProtocol

    private static let token = "paidan_test"

    static func run(
        on folder: TemporaryFolder? = nil,
        _ body: @escaping @Sendable (APIWorld) async throws -> Void
    ) async throws {
        let folder = try folder ?? TemporaryFolder()
        for name in ["keys", "blobs"] where !folder.has(name) {
            try FileManager.default.createDirectory(atPath: folder[name], withIntermediateDirectories: false)
        }
        let environment = LogEnvironment.system(owner: "a test")
        let random = environment.random
        let log = try SegmentLog.open(folder["log"], environment: environment)
        defer { log.close() }
        let faults = FaultyLog.Faults()
        let engine = try await Engine.open(
            FaultyLog(log: log, faults: faults), policy: PolicyFiles.profile("smart-dispatch"),
            vault: try Vault.open(in: folder["keys"], fileSystem: environment.fileSystem, random: random),
            clock: StoppedClock(), random: random, zones: { _ in .utc })
        let blobs = BlobStore(in: folder["blobs"], fileSystem: environment.fileSystem)
        defer { blobs.close() }
        let outcome: Result<Void, any Error>
        do {
            if engine.registry.accountCount == 0 { try await makeAdministrator(engine) }
            let said = SaidLines()
            let logger = Logger(label: "test") { _ in LineCollector(lines: said) }
            let passwords = PasswordWork(random: random)
            defer { passwords.stop() }
            let api = API(
                engine, blobs: blobs, digestKey: [1], links: SurveyLinks(base: "http://127.0.0.1"),
                passwords: passwords, random: random, settings: APISettings(requestsPerSecond: 100_000),
                logger: logger)
            try await Application(router: api.router(), logger: logger).test(.router) { client in
                try await body(
                    APIWorld(engine: engine, faults: faults, blobs: blobs, folder: folder, said: said, client: client))
            }
            outcome = .success(())
        } catch { outcome = .failure(error) }
        await engine.stop()
        try outcome.get()
    }

    private init(
        engine: Engine<FaultyLog>, faults: FaultyLog.Faults, blobs: BlobStore, folder: TemporaryFolder,
        said: SaidLines, client: any TestClientProtocol
    ) {
        (self.engine, self.faults, self.blobs, self.folder) = (engine, faults, blobs, folder)
        self.client = client
        self.said = said
    }

    private static func makeAdministrator(_ engine: Engine<FaultyLog>) async throws {
        var account = AccountCreated()
        account.name = "admin"
        account.roles = ["administrator"]
        account.tokenHash = Array(SHA256.hash(data: Array(token.utf8)))
        _ = try await engine.perform(.account(.create(NewAccount(account))), for: Caller(kind: .system, account: 0))
    }

    /// Sends a request as the administrator, or with the headers that are given.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], _ body: String? = nil
    ) async throws -> Reply {
        var fields: HTTPFields = [.authorization: "Bearer \(Self.token)"]
        if body != nil { fields[.contentType] = "application/json" }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value.isEmpty ? nil : value }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        return Reply(
            status: response.status.code, headers: response.headers, body: String(buffer: response.body))
    }

    /// The number of a new ticket.
    func submitted(_ description: String = "系统报错", contact: String = "13800005678") async throws -> String {
        let body: JSON = [
            "channel": "phone", "confirmed": true, "description": .string(description),
            "customer": ["name": "张建国", "contact": .string(contact)],
        ]
        let reply = try await send(.post, "/v1/tickets", [:], body.text)
        guard reply.status == 201, let number = reply.json["number"]?.asText else { throw reply }
        return number
    }

    /// Stands still: nothing becomes due here.
    private struct StoppedClock: EngineClock {
        let now = Instant(milliseconds: 1_714_957_200_000)

        func sleep(until instant: Instant) async { await Self.sleepUntilCancelled() }
    }
}

/// What came back.
struct Reply: Error {
    let status: Int
    let headers: HTTPFields
    let body: String

    var json: JSON { (try? JSONDecoder().decode(JSON.self, from: Data(body.utf8))) ?? .null }
    /// The kind of problem that it is; empty if it is none.
    var problem: String {
        guard headers[.contentType] == "application/problem+json" else { return "" }
        return json["type"]?.asText?.replacing("urn:paidan:problem:", with: "") ?? ""
    }
}
