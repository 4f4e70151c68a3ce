internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension ClientError {
    /// Why a connection was not made, or broke.
    init(_ error: any Error, wasSent: Bool) {
        switch error {
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            self = wasSent ? .lost(Self.text(error)) : .notTrusted(Self.text(error))
        default: self = wasSent ? .lost(Self.text(error)) : .unreachable(Self.text(error))
        }
    }

    private static func text(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let cause = error.connectionErrors.first { return text(cause.error) }
            return error.dnsAError == nil && error.dnsAAAAError == nil ? "\(error)" : "there is no host \(error.host)"
        case let error as IOError: return error.errnoCode == connectionRefused ? "connection refused" : "\(error)"
        case let error as HTTPClientError: return error.shortDescription.lowercased()
        case NIOSSLError.handshakeFailed(let cause): return "\(cause)"
        default: return "\(error)"
        }
    }

    /// ECONNREFUSED
    private static let connectionRefused: Int32 = 111
}
