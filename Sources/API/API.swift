public import CommitLog
package import Engine
package import EventStore
internal import Events
public import Hummingbird
package import Logging
package import Notifying

/// The engine over HTTP: `schemas/http/openapi.yaml` is its contract.
public struct API<Log: CommitLog>: Sendable {
    let engine: Engine<Log>
    let blobs: BlobStore
    /// What callers' keys and commands are digested with: without it nobody can tell from the log what was sent.
    let digestKey: [UInt8]
    let settings: APISettings
    let links: SurveyLinks
    let limiter: RateLimiter<AccountOrdinal>
    let addressLimiter = RateLimiter<String>(APILimits.requestsPerAddress, bucketsMax: APILimits.addressesMax)
    let metrics = Metrics()
    private let begun = ContinuousClock.now
    let logger: Logger

    package init(
        _ engine: Engine<Log>, blobs: BlobStore, digestKey: [UInt8], links: SurveyLinks, settings: APISettings,
        logger: Logger
    ) {
        self.links = links
        self.engine = engine
        self.blobs = blobs
        self.digestKey = digestKey
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

    static var routes: [Route<Log>] {
        statusRoutes + ticketRoutes + actionRoutes + agentRoutes + boardRoutes + customerRoutes + attachmentRoutes
            + eventRoutes + notificationRoutes + surveyRoutes
    }
}

/// What the one who runs the daemon decides.
public struct APISettings: Sendable {
    /// Requests that each account may send, a second; a second's worth may come at once.
    public var requestsPerSecond: Int

    public init(requestsPerSecond: Int) { self.requestsPerSecond = requestsPerSecond }
}
