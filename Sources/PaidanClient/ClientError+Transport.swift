internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension ClientError {
    /// Why a connection was not made, or broke.
    init(_ error: any Error, wasSent: Bool) {
        switch error {
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            self = wasSent ? .lost(Self.text(error)) : .notTrusted(Self.brief("\(error)"))
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
        default: return "\(error)"
        }
    }

    /// Of BoringSSL's line about a fault the part for people: it also has numbers, and a file of its own source.
    private static func brief(_ text: String) -> String {
        guard let begin = text.firstRange(of: "OPENSSL_internal:") else { return text }
        let rest = text[begin.upperBound...]
        return rest[..<(rest.firstRange(of: " at ")?.lowerBound ?? rest.endIndex)].replacing("_", with: " ")
            .lowercased()
    }

    /// ECONNREFUSED
    private static let connectionRefused: Int32 = 111
}
