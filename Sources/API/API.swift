public import CommitLog
package import Domain
public import Engine
package import EventStore
internal import Events
public import Hummingbird
package import Logging
internal import NIOCore
package import Notifying
package import Passwords

/// The engine over HTTP: `schemas/http/openapi.yaml` is its contract.
public struct API<Log: CommitLog>: Sendable where Log.Cursor: Sendable {
    let engine: Engine<Log>
    let blobs: BlobStore
    /// What callers' keys and commands are digested with: without it nobody can tell from the log what was sent.
    let digestKey: [UInt8]
    let settings: APISettings
    let links: SurveyLinks
    let limiter: RateLimiter<AccountOrdinal>
    let strangers = RateLimiter<Stranger>(APILimits.strangersPerSecond)
    let addressLimiter = RateLimiter<String>(APILimits.requestsPerAddress, bucketsMax: APILimits.addressesMax)
    let signIns = SignInLimiter()
    let passwords: PasswordWork
    /// 64 bits fit for keys.
    let random: @Sendable () -> UInt64
    let metrics = Metrics()
    /// Answers that wait for a sequence number.
    let reachers = Gate(APILimits.reachersMax)
    let streams = StreamPlaces(inAll: APILimits.streamsMax, ofAccount: APILimits.streamsOfAccountMax)
    let renderer = RenderingThread()
    private let begun = ContinuousClock.now
    let logger: Logger

    package init(
        _ engine: Engine<Log>, blobs: BlobStore, digestKey: [UInt8], links: SurveyLinks, passwords: PasswordWork,
        random: @escaping @Sendable () -> UInt64, settings: APISettings, logger: Logger
    ) {
        APILimits.check()
        self.links = links
        self.engine = engine
        self.blobs = blobs
        self.digestKey = digestKey
        self.passwords = passwords
        self.random = random
        self.settings = settings
        self.logger = logger
        limiter = RateLimiter(settings.requestsPerSecond)
    }

    /// How long it has been there.
    var uptime: Duration { begun.duration(to: .now) }

    /// What answers requests.
    public func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.add(middleware: Front(api: self))
        for route in Self.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await answer(route, request, context)
            }
        }
        return router
    }

    /// Every route there is: method and path, as the contract has them.
    public static var routeNames: [String] { routes.map { "\($0.method) \($0.path)" } }

    /// What each route asks of the table of access; nil for those that are open to everybody.
    package static var operations: [(method: String, path: String, operation: Access.Operation?)] {
        routes.map { route in
            switch route.admission {
            case .open: (route.method.rawValue, route.path, nil)
            case .operation(let operation): (route.method.rawValue, route.path, operation)
            }
        }
    }

    static var routes: [Route<Log>] {
        statusRoutes + clockRoutes + ticketRoutes + actionRoutes + agentRoutes + boardRoutes + customerRoutes
            + attachmentRoutes + eventRoutes + policyRoutes + sessionRoutes + accountRoutes + tokenRoutes
            + departmentRoutes + notificationRoutes + surveyRoutes + historyRoutes
    }
}

/// What a request comes with beside itself.
public struct APIContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end, without the port: of the client, or of what stands in front of the daemon.
    let peer: String
    let connection: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        connection = source.channel
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// What the one who runs the daemon decides.
public struct APISettings: Sendable {
    /// Requests that each account may send, a second; a second's worth may come at once.
    public var requestsPerSecond: Int

    /// Turned by hand over HTTP: for rehearsals. Nil where time goes by itself.
    public var clock: ManualClock?

    /// Whether there is a time zone of a name here; nil where nobody can say.
    public var isZone: (@Sendable (String) -> Bool)?

    public init(
        requestsPerSecond: Int, clock: ManualClock? = nil, isZone: (@Sendable (String) -> Bool)? = nil
    ) {
        self.requestsPerSecond = requestsPerSecond
        self.clock = clock
        self.isZone = isZone
    }
}
