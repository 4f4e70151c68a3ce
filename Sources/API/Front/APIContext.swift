public import Hummingbird
internal import NIOCore

/// What is known of a request beside itself.
public struct APIContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// From where it comes: the address of the client, or of what stands in front of the daemon.
    let address: String

    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
