internal import API
internal import Bytes
internal import CivilTime
internal import CommitLog
internal import Crypto
internal import Domain
internal import Engine
internal import EventStore
internal import Events
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import LinuxStorage
internal import Logging
internal import NIOCore
internal import Notifying
internal import Projections
internal import Passwords
internal import SegmentLog
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals
internal import PolicyFiles
internal import ZoneFiles

/// One daemon: the engine on its data directory, behind HTTP. Here, and in `paidan`, things are constructed.
struct Daemon {
    let settings: Settings
    let environment: LogEnvironment
    let logger: Logger
    /// Nil where time goes by itself.
    private let manualClock: ManualClock?

    init(_ settings: Settings) {
        DaemonLimits.check()
        self.settings = settings
        let environment = LogEnvironment.system(owner: "paidand, process \(ProcessInfo.processInfo.processIdentifier)")
        self.environment = environment
        // It begins where the log ends.
        manualClock = settings.isRehearsal ? ManualClock(Instant(milliseconds: 0)) : nil
        logger = Logger(label: "paidand") { label in
            JSONLogHandler(label: label, wallMilliseconds: environment.wallMilliseconds, logLevel: settings.logLevel)
        }
    }

    /// Until SIGTERM or SIGINT, or until the log refuses to go on.
    func run() async throws {
        // Nothing is made for a daemon that cannot serve.
        let connections = try connections()
        let server = try server(connections)
        let demands = await UnixSignalsSequence(trapping: .sigusr1)
        let directory = try DataDirectory(settings.data, environment.fileSystem)
        let log = try openLog(directory)
        defer { log.close() }
        let engine = try await openEngine(log, directory)
        do { try await makeAdministrator(engine, directory) } catch {
            await engine.stop()
            throw error
        }
        if directory.tokenIsOpenToOthers { warnOfToken(directory) }
        let blobs = BlobStore(in: directory.blobs, fileSystem: environment.fileSystem)
        defer { blobs.close() }
        let passwords = PasswordWork(random: environment.random)
        defer { passwords.stop() }
        let digestKey = try directory.digestKey(environment.random, environment.fileSystem)
        let links = SurveyLinks(base: settings.publicURL ?? "")
        let apiSettings = APISettings(
            requestsPerSecond: settings.requestsPerSecond, clock: manualClock,
            isZone: ZoneFiles.check(environment.fileSystem))
        let api = API(
            engine, blobs: blobs, digestKey: digestKey, links: links, passwords: passwords,
            random: environment.random, settings: apiSettings, logger: logger)
        let sweeping = try await sweep(blobs, log)
        let application = Application(
            router: api.router(), server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port),
                availableConnectionsDelegate: .maximum(connections, logger: logger)),
            onServerRunning: { [logger] channel in
                AcceptPause.watch(channel, logger)
                announce(channel.localAddress?.port, directory, links)
            }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: Watch(engine: engine)),
                .init(service: Deliveries(outbox: outbox(engine, links, digestKey))),
                .init(service: DigestOnDemand(demands: demands, engine: engine, logger: logger)),
                .init(service: Signpost(directory: directory)),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = DaemonLimits.stopsWithin
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await ServiceGroup(configuration: configuration).run()) } catch {
            outcome = .failure(refusal(error))
        }
        directory.removeAddress()
        sweeping.cancel()
        await sweeping.value
        await engine.stop()
        try outcome.get()
        logger.info("stopped")
    }

    /// Removes the files that a crash left without an event, while the daemon serves already.
    private func sweep(_ blobs: BlobStore, _ log: SegmentLog) async throws -> Task<Void, Never> {
        let left: [[UInt8]]
        do throws(BlobError) { left = try await blobs.marked() } catch {
            throw DaemonError.refused(
                "\(settings.data)/blobs 无法读取：\(error)", "\(settings.data)/blobs cannot be read: \(error)")
        }
        return Task { [logger] in
            do {
                let removed = try await blobs.removeUnnamed(left, in: log)
                if !left.isEmpty {
                    logger.notice("looked at the files of a crash", metadata: ["removed": "\(removed)"])
                }
            } catch is CancellationError {
            } catch { logger.error("the files of a crash stay", metadata: ["error": "\(error)"]) }
        }
    }

    /// Why serving ended, or did not begin.
    private func refusal(_ error: any Error) -> DaemonError {
        if let error = error as? DaemonError { return error }
        return .cannotListen(on: settings.listen, error)
    }

    /// How many connections there may be at once: as many as are wanted, or as the system's limit of open files bears.
    private func connections() throws -> Int {
        guard let openFiles = OpenFiles.raiseLimit() else { return settings.connections }
        guard openFiles >= DaemonLimits.openFilesMin else {
            throw DaemonError.refused(
                "最多只能同时打开 \(openFiles) 个文件；请用 `ulimit -n` 或 LimitNOFILE 提高到至少 \(DaemonLimits.openFilesMin)",
                "only \(openFiles) files may be open at once; let it be \(DaemonLimits.openFilesMin) at least, with "
                    + "`ulimit -n` or LimitNOFILE")
        }
        let connections = DaemonLimits.connections(settings.connections, openFiles: openFiles)
        let numbers: Logger.Metadata = ["connections": "\(connections)", "open files": "\(openFiles)"]
        if connections < settings.connections {
            logger.warning("fewer connections than were asked for: raise the limit of open files", metadata: numbers)
        } else {
            logger.info("the limits of this process", metadata: numbers)
        }
        return connections
    }

    private func server(_ connections: Int) throws -> HTTPServerBuilder {
        try WatchedChannel.server(
            limits: ArrivalLimits(), places: AddressPlaces(DaemonLimits.connectionsOfAddress(connections)),
            idleTimeout: .seconds(DaemonLimits.idleSecondsMax), tls: try settings.tls?.configuration())
    }

    private func openLog(_ directory: DataDirectory) throws -> SegmentLog {
        // Whoever reads it believes that it is this daemon which listens there, as soon as this one holds the log.
        if !directory.isHeld(environment.fileSystem) { directory.removeAddress() }
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
        if log.durable.value == 0 { manualClock?.turn(to: Instant(milliseconds: environment.wallMilliseconds())) }
        let engine: Engine<SegmentLog>
        do throws(EngineError) {
            engine = try await Engine.open(
                log, policy: PolicyFiles.profile(settings.profile ?? PolicyFiles.profiles[0]), vault: vault,
                clock: manualClock ?? SystemClock(wallMilliseconds: environment.wallMilliseconds),
                random: environment.random,
                zones: { [fileSystem = environment.fileSystem] name in try ZoneFiles.zone(name, from: fileSystem) })
        } catch {
            if case .vault(let error) = error { throw DaemonError(error, in: directory.keys) }
            guard case .vaultIsAnothers = error else {
                throw DaemonError.refused(
                    "\(directory.path) 无法重放：\(error)", "\(directory.path) cannot be replayed: \(error)")
            }
            throw DaemonError.refused(
                "\(directory.keys) 中的密钥不属于 \(directory.log) 中的日志，请从同一份备份恢复两者",
                "the keys in \(directory.keys) are not those of the log in \(directory.log): "
                    + "restore both from one backup"
            )
        }
        let published = await engine.look { $0.policy?.profile ?? "" }
        if let wanted = settings.profile, wanted != published {
            await engine.stop()
            throw DaemonError.badUse(
                "\(directory.path) 采用的方案是 \(published)；请用 `paidan policy publish` 更换",
                "\(directory.path) runs under the profile \(published); change it with `paidan policy publish`")
        }
        if let manualClock {
            // A rehearsal goes on at its last event.
            manualClock.turn(to: await engine.time)
        } else {
            await warnOfTime(engine)
        }
        return engine
    }

    /// A log may have been turned ahead in a rehearsal, or by a clock that was wrong: nothing is due before its time.
    private func warnOfTime(_ engine: Engine<SegmentLog>) async {
        let last = await engine.time.milliseconds
        let now = environment.wallMilliseconds()
        guard last - now > DaemonLimits.clockSlewMilliseconds else { return }
        let (until, clock) = (Timestamp(milliseconds: last).text, Timestamp(milliseconds: now).text)
        logger.warning(
            """
            the last event of the log is later than this machine's clock: until then time stands still here, and \
            nothing falls due; check the clock, and run a log that was rehearsed with --clock manual for rehearsals only
            """,
            metadata: [
                "last event": "\(until)", "clock": "\(clock)",
                "chinese": """
                日志的最后一个事件晚于本机时钟：在那之前时间静止，任何时限都不会到期；请检查本机时钟，演练过\
                （--clock manual）的数据目录只用于演练
                """,
            ])
    }

    /// Whoever can read it may do everything.
    private func warnOfToken(_ directory: DataDirectory) {
        logger.warning(
            """
            others than its owner may read the administrator's token: chmod 600 it, and replace it with \
            --new-admin-token if somebody may have read it
            """,
            metadata: [
                "token": "\(directory.path)/admin-token",
                "chinese": """
                管理员令牌可被所有者以外的人读取；请用 chmod 600 收回，若可能已被读取，请用 --new-admin-token 换一个
                """,
            ])
    }

    /// The first start makes an administrator. The token is on disk before there is an account that it opens.
    private func makeAdministrator(_ engine: Engine<SegmentLog>, _ directory: DataDirectory) async throws {
        guard engine.registry.accountCount == 0 else { return }
        let token = directory.adminToken ?? AccessToken(random: environment.random).text
        try directory.writeAdminToken(token, environment.fileSystem)
        var account = AccountCreated()
        account.name = "admin"
        account.roles = ["administrator"]
        account.tokenHash = AccessToken.hash(of: token)
        do throws(EngineError) {
            _ = try await engine.perform(.account(.create(NewAccount(account))), for: Caller(kind: .system, account: 0))
        } catch { throw DaemonError.refused("无法创建管理员：\(error)", "the administrator cannot be made: \(error)") }
        logger.notice("made an administrator", metadata: ["token": "in \(directory.path)/admin-token"])
    }

    /// For whoever may write the data directory and cannot sign in any more.
    func renewAdministrator() async throws {
        let directory = try DataDirectory(withLogAt: settings.data, environment)
        let log = try openLog(directory)
        defer { log.close() }
        let engine = try await openEngine(log, directory)
        do {
            try await makeAdministrator(engine, directory)
            let token = AccessToken(random: environment.random)
            _ = try await engine.perform(
                .account(.restoreAdministrator(tokenHash: token.hash)), for: Caller(kind: .system, account: 0))
            // Cut off in between, the old token is good for nothing, and another can be made.
            try directory.writeAdminToken(token.text, environment.fileSystem)
        } catch {
            await engine.stop()
            throw error as? DaemonError ?? DaemonError.refused("没有生成新令牌：\(error)", "there is no new token: \(error)")
        }
        await engine.stop()
    }

    private func outbox(
        _ engine: Engine<SegmentLog>, _ links: SurveyLinks, _ digestKey: [UInt8]
    ) -> Outbox<SegmentLog> {
        let inbox = InboxCarrier(
            holds: { number in await engine.look { $0.inboxes[number] != nil } },
            reaches: { customer in await engine.hasAccount(customer) })
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
        guard let failure else { return }
        throw DaemonError.refused("无法继续写入：\(failure)", "nothing can be written any more: \(failure)")
    }
}

/// Where the daemon listens is told for as long as it does. The last service: the first to be stopped.
private struct Signpost: Service {
    let directory: DataDirectory

    func run() async throws {
        try await gracefulShutdown()
        directory.removeAddress()
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
