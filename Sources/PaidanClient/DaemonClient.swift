internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import JSONText
internal import Threads

/// A client of one daemon, for threads that may wait. Its event loops run beside them, only where there is a client.
package final class DaemonClient: Sendable {
    package let address: ServerAddress
    private let token: String
    private let language: String
    private let http: HTTPClient

    /// - Parameters:
    ///   - token: empty to send none.
    ///   - language: what the daemon's sentences are in: `zh` or `en`.
    ///   - certificates: a file in PEM with what to trust in place of what the system trusts.
    package init(
        _ address: ServerAddress, token: String, language: String, certificates: String?
    ) throws(ClientError) {
        self.address = address
        self.token = token
        self.language = language
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(ClientLimits.connectSeconds)))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.http1_1ConnectionDebugInitializer = Self.watch
        if let certificates {
            var tls = TLSConfiguration.makeClientConfiguration()
            do {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificates))
            } catch { throw .badCertificates(path: certificates, reason: "no certificates in PEM (\(error))") }
            configuration.tlsConfiguration = tls
        }
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Exactly once; nothing may be under way.
    package func close() { try? http.syncShutdown() }

    /// A line that is silent for minutes because nothing happens is asked for by the system whether it still leads
    /// anywhere: lines have no other sign of life.
    private static let watch: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
        func set(_ level: NIOBSDSocket.OptionLevel, _ name: Int32, _ value: Int32) -> EventLoopFuture<Void> {
            let option = ChannelOptions.Types.SocketOption(level: level, name: .init(rawValue: name))
            return channel.setOption(option, value: SocketOptionValue(value))
        }
        // SO_KEEPALIVE; TCP_KEEPIDLE, TCP_KEEPINTVL (both in seconds), TCP_KEEPCNT.
        return EventLoopFuture.andAllSucceed(
            [set(.socket, 9, 1), set(.tcp, 4, 30), set(.tcp, 5, 10), set(.tcp, 6, 3)], on: channel.eventLoop)
    }

    /// Asks and waits for the whole answer. What may be repeated is sent once more if the answer was lost.
    /// - Throws: ``ClientError/problem(_:)`` for every status of 400 or more, besides what the way there brings.
    package func send(_ request: ClientRequest) throws(ClientError) -> Answer {
        do throws(ClientError) { return try attempt(request) } catch {
            guard case .lost = error else { throw error }
            Pause.wait(until: .now.advanced(byNanoseconds: ClientLimits.retryMilliseconds * 1_000_000))
            do throws(ClientError) { return try attempt(request) } catch let second {
                // What may have been done the first time may have been done, whatever came of the second.
                if case .unreachable(let reason) = second { throw .lost(reason) }
                throw second
            }
        }
    }

    private func attempt(_ request: ClientRequest) throws(ClientError) -> Answer {
        let exchange = try start(request)
        var answer = Answer(status: 0, headers: [], body: [])
        while true {
            let deadline = MonotonicInstant.now.advanced(byNanoseconds: ClientLimits.silenceSeconds * 1_000_000_000)
            switch exchange.arrivals.next(until: deadline) {
            case nil:
                exchange.cancel()
                throw .lost("no answer for \(ClientLimits.silenceSeconds) s")
            case .head(let status, let headers): (answer.status, answer.headers) = (status, headers)
            case .bytes(let bytes):
                answer.body += bytes
                guard answer.body.count <= ClientLimits.answerBytesMax else {
                    exchange.cancel()
                    throw .notUnderstood("the answer has more than \(ClientLimits.answerBytesMax) bytes")
                }
            case .end(.broken(let error, let wasSent)): throw ClientError(error, wasSent: wasSent)
            case .end(.whole):
                guard answer.status < 400 else {
                    throw .problem(ProblemDocument(status: answer.status, JSON(parsing: answer.body)))
                }
                return answer
            }
        }
    }

    /// A request on its way, and its answer as far as it has come.
    struct Exchange {
        let arrivals: Arrivals
        fileprivate let task: HTTPClient.Task<Void>

        func cancel() { task.cancel() }
    }

    func start(_ request: ClientRequest) throws(ClientError) -> Exchange {
        var headers = HTTPHeaders()
        if !token.isEmpty { headers.add(name: "Authorization", value: "Bearer \(token)") }
        headers.add(name: "Accept", value: request.accepts)
        headers.add(name: "Accept-Language", value: language)
        headers.add(name: "User-Agent", value: "paidan")
        if !request.body.isEmpty { headers.add(name: "Content-Type", value: request.bodyType) }
        for header in request.headers { headers.add(name: header.name, value: header.value) }
        let whole: HTTPClient.Request
        do {
            whole = try HTTPClient.Request(
                url: address.text + request.target, method: .init(rawValue: request.method.rawValue), headers: headers,
                body: request.body.isEmpty ? nil : .bytes(request.body))
        } catch { throw .unreachable("\(address.text) is no address") }
        let arrivals = Arrivals()
        return Exchange(arrivals: arrivals, task: http.execute(request: whole, delegate: arrivals))
    }
}
