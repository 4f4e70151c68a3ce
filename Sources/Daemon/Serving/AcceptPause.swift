internal import Logging
internal import NIOCore

/// Lets a listening socket rest when the system has no file or no memory for another connection: it would be told so
/// again at once, and again.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let wait = TimeAmount.milliseconds(200)
    /// ENFILE, EMFILE, ENOMEM and ENOBUFS.
    private static let passing: Set<CInt> = [23, 24, 12, 105]

    private let logger: Logger
    private var isResting = false

    private init(_ logger: Logger) { self.logger = logger }

    /// Watches a listening socket, which listens already.
    static func watch(_ channel: any Channel, _ logger: Logger) {
        channel.eventLoop.execute {
            do { try channel.pipeline.syncOperations.addHandler(AcceptPause(logger), position: .first) } catch {
                logger.error("nothing keeps the socket from spinning", metadata: ["error": "\(error)"])
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let refused = error as? IOError, Self.passing.contains(refused.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        guard !isResting else { return }
        isResting = true
        logger.warning("no further connection can be taken for a moment", metadata: ["error": "\(refused)"])
        let channel = context.channel
        _ = channel.setOption(.autoRead, value: false)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.wait) { [self] in
            isResting = false
            _ = channel.setOption(.autoRead, value: true)
        }
    }
}
