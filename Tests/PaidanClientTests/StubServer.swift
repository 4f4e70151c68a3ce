import Glibc
import Threads

/// Answers each connection with bytes that a test says, in turn, and remembers what it was sent. It knows no HTTP: what
/// a server of HTTP would not do is what it is for.
final class StubServer: Sendable {
    private let listener: Int32
    let port: UInt16
    private let seen = Monitor<[String]>([])
    private let isReleased = Monitor(false)
    private let thread: NamedThread

    /// - Parameters:
    ///   - answers: of each connection, which is closed behind them.
    ///   - rest: of the last answer, which waits for ``sendRest()``.
    init(_ answers: [String], rest: String = "") throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(listener, address, length)
                _ = listen(listener, 8)
                _ = getsockname(listener, address, &length)
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        thread = NamedThread("stub-server") { [seen, isReleased] in
            for (index, answer) in answers.enumerated() {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let request = Self.request(on: connection)
                seen.withLock { $0.append(request) }
                seen.signal()
                let bytes = Array(answer.utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                if index == answers.count - 1, !rest.isEmpty {
                    isReleased.wait { $0 ? () : nil }
                    _ = send(connection, Array(rest.utf8), rest.utf8.count, Int32(MSG_NOSIGNAL))
                }
                close(connection)
            }
            // Nobody listens any more. The number stays taken until nobody uses it.
            shutdown(listener, Int32(SHUT_RDWR))
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        sendRest()
        thread.join()
        close(listener)
    }

    var address: String { "http://127.0.0.1:\(port)" }

    func sendRest() {
        isReleased.withLock { $0 = true }
        isReleased.broadcast()
    }

    /// What came, in order, once so much has come.
    func requests(_ count: Int) -> [String] { seen.wait { $0.count >= count ? $0 : nil } }

    /// Up to the end of its body, as `Content-Length` says it.
    private static func request(on connection: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let length = text.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            bytes += buffer[..<count]
        }
    }

    /// An answer of HTTP.
    static func answer(_ status: Int, _ body: String, _ type: String = "application/json") -> String {
        "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(body)"
    }

    /// The beginning of an answer that says neither how long it is nor that it has ended.
    static func stream(_ lines: String, isWhole: Bool = false) -> String {
        let chunk = "\(String(lines.utf8.count, radix: 16))\r\n\(lines)\r\n"
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-ndjson\r\n\r\n"
            + (lines.isEmpty ? "" : chunk) + (isWhole ? "0\r\n\r\n" : "")
    }
}
