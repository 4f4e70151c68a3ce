internal import Bytes

/// A client that appends events to a Redis stream over several connections, with many commands in flight on each.
/// Its commands are made before the clock starts, and replies are only counted: the server is what is measured.
struct RedisStream {
    private let sockets: [UnixSocket]
    private let commandsInFlight: Int
    /// By batch.
    private let batches: [[UInt8]]

    init(
        _ server: RedisServer, corpus: Corpus, appends: Int, connections: Int, commandsInFlight: Int
    ) throws {
        sockets = try (0..<connections).map { _ in try server.connect() }
        self.commandsInFlight = commandsInFlight
        batches = stride(from: 0, to: appends, by: commandsInFlight).map { start in
            var commands: [UInt8] = []
            for number in start..<start + commandsInFlight {
                commands += "*5\r\n$4\r\nXADD\r\n$6\r\nevents\r\n$1\r\n*\r\n$1\r\ne\r\n$".utf8
                corpus.withBody(number) { body in
                    commands += "\(body.byteCount)\r\n".utf8
                    commands.append(body)
                }
                commands += "\r\n".utf8
            }
            return commands
        }
    }

    /// Sends everything and waits for all replies.
    /// - Returns: how many appends were acknowledged.
    func run() throws -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var waiting = [Bool](repeating: false, count: sockets.count)
        var acknowledged = 0
        for (number, batch) in batches.enumerated() {
            let connection = number % sockets.count
            if waiting[connection] { acknowledged += try replies(on: sockets[connection], &buffer) }
            try sockets[connection].send(batch[...])
            waiting[connection] = true
        }
        for connection in sockets.indices where waiting[connection] {
            acknowledged += try replies(on: sockets[connection], &buffer)
        }
        return acknowledged
    }

    /// Reads the replies to one batch: an entry's id as a bulk string each, `$15\r\n1767225600000-0\r\n`.
    private func replies(on socket: UnixSocket, _ buffer: inout [UInt8]) throws -> Int {
        var lines = 0
        while lines < 2 * commandsInFlight {
            let count = try socket.receive(into: &buffer)
            // An error is a line of its own that begins with a minus; an id has its minus in the middle.
            if buffer[0] == UInt8(ascii: "-"), lines % 2 == 0 { throw BenchError.redis("an append was refused") }
            for byte in buffer[..<count] where byte == UInt8(ascii: "\n") { lines += 1 }
        }
        guard lines == 2 * commandsInFlight else { throw BenchError.redis("an unexpected reply") }
        return commandsInFlight
    }
}
