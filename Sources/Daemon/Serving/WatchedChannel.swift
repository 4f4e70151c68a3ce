internal import Hummingbird
package import HummingbirdCore
internal import HummingbirdTLS
package import Logging
package import NIOCore
internal import NIOHTTP1
package import NIOSSL

/// A connection of HTTP/1.1 whose client is held to ``ArrivalLimits``.
package struct WatchedChannel: ServerChildChannel {
    package typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel
    private let limits: ArrivalLimits
    private let places: AddressPlaces

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture { [limits, places] in
            let bytes = ArrivingBytes(ArrivingRequests(limits), places)
            try channel.pipeline.syncOperations.addHandler(bytes)
        }.flatMap { [base] in base.setup(channel: channel, logger: logger) }.flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let bytes = try pipeline.handler(type: ArrivingBytes.self)
            try pipeline.addHandler(bytes.requests, position: .after(decoder))
            return value
        }
    }

    package func handle(value: Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}

extension WatchedChannel {
    /// What makes such connections.
    /// - Parameter tls: nil for plain ones.
    package static func server(
        limits: ArrivalLimits, places: AddressPlaces, idleTimeout: TimeAmount, tls: TLSConfiguration?
    ) throws -> HTTPServerBuilder {
        let configuration = HTTP1Channel.Configuration(
            idleTimeout: idleTimeout,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: DaemonLimits.headerFieldBytesMax, maxHeaderListSize: DaemonLimits.headerBytesMax,
                maxHeaderFieldCount: DaemonLimits.headerFieldsMax))
        let plain = HTTPServerBuilder { responder in
            WatchedChannel(
                base: HTTP1Channel(responder: responder, configuration: configuration), limits: limits, places: places)
        }
        guard let tls else { return plain }
        return try .tls(plain, tlsConfiguration: tls)
    }
}
