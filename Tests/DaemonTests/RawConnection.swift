import Foundation
import Glibc
import Testing

/// A connection to a port of this machine, for bytes that no client would send or skip. It ends with the last one who
/// has it.
final class RawConnection: Sendable {
    private let descriptor: Int32

    /// - Parameter waits: false to go on though the other side has not taken the connection yet.
    init(port: UInt16, waits: Bool = true) throws {
        let kind = SOCK_STREAM.rawValue | (waits ? 0 : SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_INET, Int32(kind), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let connected = withUnsafeBytes(of: &address) { bytes in
            connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        try #require(connected == 0 || (!waits && errno == EINPROGRESS))
    }

    deinit { close(descriptor) }

    /// Whether the other side still takes it.
    @discardableResult
    func send(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What is said until the other side closes, or until `end` is in it.
    func heard(until end: String? = nil) async -> String {
        await withCheckedContinuation { heard in
            // Blocks a thread of its own, not one that tests run on.
            Thread.detachNewThread { [self] in heard.resume(returning: readAll(until: end.map { Array($0.utf8) })) }
        }
    }

    private func readAll(until end: [UInt8]?) -> String {
        var said: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        while case let count = read(descriptor, &part, part.count), count > 0 {
            said += part[..<count]
            if let end, Data(said).range(of: Data(end)) != nil { break }
        }
        return String(decoding: said, as: UTF8.self)
    }

    /// What is said to `text` until the other side closes.
    static func said(to text: String, port: UInt16) async throws -> String {
        let connection = try RawConnection(port: port)
        try #require(connection.send(text))
        return await connection.heard()
    }
}
