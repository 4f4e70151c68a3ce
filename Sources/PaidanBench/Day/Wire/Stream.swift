internal import Foundation

/// A TCP connection to this machine that never waits. The unsafe calls of a day are here and in ``Readiness``.
final class Stream {
    let descriptor: Int32
    private var unsent: [UInt8] = []
    private(set) var isBroken = false

    var hasUnsent: Bool { !unsent.isEmpty }

    /// - Throws: where nobody listens there. Only this waits.
    init(port: UInt16) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError.unexpected("no socket: \(errno)") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failure = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        var on: Int32 = 1
        let isSet = unsafe setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        let flags = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        guard failure == 0, isSet == 0, flags == 0, descriptor < Readiness.descriptorsMax else {
            let cause = errno
            _ = Foundation.close(descriptor)
            throw BenchError.unexpected("no connection to port \(port): \(cause)")
        }
        self.descriptor = descriptor
    }

    deinit { _ = Foundation.close(descriptor) }

    func send(_ bytes: [UInt8]) {
        unsent += bytes
        flush()
    }

    /// Sends on what the system had no room for.
    func flush() {
        guard !unsent.isEmpty, !isBroken else { return }
        let count = unsafe unsent.withUnsafeBytes { bytes in
            unsafe Foundation.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        if count > 0 { unsent.removeFirst(count) } else if errno != EAGAIN && errno != EINTR { isBroken = true }
    }

    /// What has come, at the front of `room`: so many bytes; 0 where nothing has, or nothing will any more.
    func receive(into room: inout [UInt8]) -> Int {
        let count = unsafe room.withUnsafeMutableBytes { room in
            unsafe recv(descriptor, room.baseAddress, room.count, 0)
        }
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isBroken = true }
        return max(0, count)
    }
}
