internal import Foundation

/// A stream to a server on this machine. Blocks.
final class UnixSocket {
    private let descriptor: Int32

    /// Nil while nobody listens there.
    init?(path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        precondition(bytes.count < room, "the path of a socket has at most \(room - 1) bytes")
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let failure = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, size)
            }
        }
        guard failure == 0 else {
            _ = Foundation.close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { _ = Foundation.close(descriptor) }

    func send(_ bytes: ArraySlice<UInt8>) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Foundation.send(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BenchError.redis("the connection broke while sending") }
            sent += count
        }
    }

    /// At least one byte into `buffer`; how many.
    func receive(into buffer: inout [UInt8]) throws -> Int {
        let count = unsafe buffer.withUnsafeMutableBytes { room in
            unsafe Foundation.recv(descriptor, room.baseAddress, room.count, 0)
        }
        guard count > 0 else { throw BenchError.redis("the connection broke while receiving") }
        return count
    }
}
