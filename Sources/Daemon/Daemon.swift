internal import API
internal import Bytes
internal import CommitLog
internal import Crypto
internal import Engine
internal import EventStore
internal import Events
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import Notifying
internal import Projections
internal import NIOSSL
internal import SegmentLog
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals
internal import Policies

/// One daemon: the engine on its data directory, behind HTTP. Here, and in `paidan`, things are constructed.
struct Daemon {
    let settings: Settings
    let environment: LogEnvironment
    let logger: Logger

    init(_ settings: Settings) {
        self.settings = settings
        let environment = LogEnvironment.system(owner: "paidand, process \(ProcessInfo.processInfo.processIdentifier)")
        self.environment = environment
        logger = Logger(label: "paidand") { label in
            JSONLogHandler(label: label, wallMilliseconds: environment.wallMilliseconds, logLevel: settings.logLevel)
        }
    }

    /// Until SIGTERM or SIGINT, or until the log refuses to go on.
    func run() async throws {
        let directory = try DataDirectory(settings.data)
        let server = try server()
        let log = try openLog(directory)
        defer { log.close() }
        let engine = try await openEngine(log, directory)
        do { try await makeAdministrator(engine, directory) } catch {
            await engine.stop()
            throw error
        }
        let blobs = BlobStore(in: directory.blobs, fileSystem: environment.fileSystem)
        defer { blobs.close() }
        let digestKey = try directory.digestKey(environment.random, environment.fileSystem)
        let links = SurveyLinks(base: settings.publicURL ?? "")
        let api = API(
            engine, blobs: blobs, digestKey: digestKey, links: links,
            settings: APISettings(requestsPerSecond: settings.requestsPerSecond), logger: logger)
        defer { directory.removeAddress() }
        let application = Application(
            router: api.router(), server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port),
                availableConnectionsDelegate: .maximum(settings.connections, logger: logger)),
            onServerRunning: { channel in announce(channel.localAddress?.port, directory, links) }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: Watch(engine: engine)),
                .init(service: Deliveries(outbox: outbox(engine, links, digestKey))),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do { try await ServiceGroup(configuration: configuration).run() } catch {
            await engine.stop()
            throw refusal(error)
        }
        await engine.stop()
        logger.info("stopped")
    }

    /// Why serving ended, or did not begin.
    private func refusal(_ error: any Error) -> DaemonError {
        if let error = error as? DaemonError { return error }
        let inUse: CInt = 98  // EADDRINUSE
        if let error = error as? IOError, error.errnoCode == inUse {
            return .refused(
                "somebody listens on \(settings.listen.text) already; stop that, or name another address with --listen")
        }
        return .refused("cannot listen on \(settings.listen.text): \(error)")
    }

    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                idleTimeout: .seconds(90),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
        guard let tls = settings.tls else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: configuration)
        } catch { throw DaemonError.badUse("\(tls.certificate), \(tls.key): no certificate and key in PEM: \(error)") }
    }

    private func openLog(_ directory: DataDirectory) throws -> SegmentLog {
        do throws(LogError) {
            let log = try SegmentLog.open(directory.log, environment: environment)
            logger.info("the log is open", metadata: ["events": "\(log.durable.value)", "path": "\(directory.log)"])
            return log
        } catch { throw DaemonError(error) }
    }

    private func openEngine(_ log: SegmentLog, _ directory: DataDirectory) async throws -> Engine<SegmentLog> {
        let vault: Vault
        do throws(VaultError) {
            vault = try Vault.open(
                in: directory.keys, fileSystem: environment.fileSystem, random: environment.random)
        } catch { throw DaemonError(error, in: directory.keys) }
        let engine: Engine<SegmentLog>
        do throws(EngineError) {
            engine = try await Engine.open(
                log, policy: .smartDispatch, vault: vault,
                clock: SystemClock(wallMilliseconds: environment.wallMilliseconds), random: environment.random)
        } catch {
            if case .vault(let error) = error { throw DaemonError(error, in: directory.keys) }
            guard case .vaultIsAnothers = error else {
                throw DaemonError.refused("\(directory.path) cannot be replayed: \(error)")
            }
            throw DaemonError.refused(
                "the keys in \(directory.keys) are not those of the log in \(directory.log): "
                    + "restore both from one backup"
            )
        }
        let published = await engine.look { $0.profile }
        if let wanted = settings.profile, wanted != published {
            await engine.stop()
            throw DaemonError.badUse(
                "\(directory.path) runs under the profile \(published); change it with `paidan policy publish`")
        }
        return engine
    }

    /// The first start makes an administrator. The token is on disk before there is an account that it opens.
    private func makeAdministrator(_ engine: Engine<SegmentLog>, _ directory: DataDirectory) async throws {
        guard engine.registry.accountCount == 0 else { return }
        let token = directory.adminToken ?? Self.token(environment.random)
        try directory.writeAdminToken(token, environment.fileSystem)
        var account = AccountCreated()
        account.name = "admin"
        account.roles = ["administrator"]
        account.tokenHash = Array(SHA256.hash(data: Array(token.utf8)))
        do throws(EngineError) {
            _ = try await engine.perform(.createAccount(account), for: Caller(kind: .system, account: 0))
        } catch { throw DaemonError.refused("the administrator cannot be made: \(error)") }
        logger.notice("made an administrator", metadata: ["token": "in \(directory.path)/admin-token"])
    }

    private static func token(_ random: () -> UInt64) -> String {
        let digits = (0..<4).map { _ in random() }.map { number in
            String(repeating: "0", count: 16 - String(number, radix: 16).count) + String(number, radix: 16)
        }
        return "paidan_" + digits.joined()
    }

    private func outbox(
        _ engine: Engine<SegmentLog>, _ links: SurveyLinks, _ digestKey: [UInt8]
    ) -> Outbox<SegmentLog> {
        let inbox = InboxCarrier { number in await engine.look { $0.inboxes[number] != nil } }
        // As the key lasts as long as the log, and is no other's, so does what is made of it.
        let mark = HMAC<SHA256>.authenticationCode(for: Array("messages".utf8), using: SymmetricKey(data: digestKey))
        return Outbox(engine, carriers: [inbox], origin: Hex.encode(Array(mark.prefix(8))), links: links)
    }

    private func announce(_ port: Int?, _ directory: DataDirectory, _ links: SurveyLinks) {
        var address = settings.listen
        address.port = port ?? address.port
        if address.host == "0.0.0.0" { address.host = "127.0.0.1" }
        if address.host == "::" { address.host = "::1" }
        let url = "\(settings.tls == nil ? "http" : "https")://\(address.text)"
        links.learn(base: url)
        do { try directory.writeAddress(url, environment.fileSystem) } catch {
            logger.error("the address cannot be written", metadata: ["error": "\(error)"])
        }
        logger.notice("listening", metadata: ["address": "\(url)"])
    }
}

/// Ends the daemon when the engine cannot go on: what was not acknowledged was not done, and a restart shows it.
private struct Watch: Service {
    let engine: Engine<SegmentLog>

    func run() async throws {
        let failure = await cancelWhenGracefulShutdown { await engine.failure() }
        if let failure { throw DaemonError.refused("nothing can be written any more: \(failure)") }
    }
}

/// Brings notifications to their carriers for as long as the daemon runs.
private struct Deliveries: Service {
    let outbox: Outbox<SegmentLog>

    func run() async throws {
        await cancelWhenGracefulShutdown { await outbox.run() }
        // When the engine has ended by itself, who watches it says why.
        try await gracefulShutdown()
    }
}
