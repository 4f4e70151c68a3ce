internal import JSONText
internal import Threads

/// The lines of an answer as they come, each once: where the answer is lost on the way it is asked for again, and what
/// came before is passed over. So the request has to be one that may be repeated, and is answered alike each time.
package struct AnsweredLines: ~Copyable {
    private let client: DaemonClient
    private let request: ClientRequest
    private var exchange: DaemonClient.Exchange
    /// Zero until the head has come.
    private var status = 0
    /// Of a line whose end has not come yet.
    private var unread: [UInt8] = []
    /// Lines of this answer so far, and of all that was handed out.
    private var (arrived, taken) = (0, 0)
    /// What was handed out when the answer was last lost; nil if it never was.
    private var takenAtLoss: Int?
    private var hasEnded = false

    /// Asks.
    package init(of client: DaemonClient, _ request: ClientRequest) throws(ClientError) {
        self.client = client
        self.request = request
        exchange = try client.start(request)
    }

    deinit { if !hasEnded { exchange.cancel() } }

    /// Waits for more lines.
    /// - Returns: at least one; nil when the answer is whole.
    /// - Throws: ``ClientError/problem(_:)`` for every status of 400 or more, besides what the way there brings.
    package mutating func next() throws(ClientError) -> [[UInt8]]? {
        while !hasEnded {
            do throws(ClientError) {
                let lines = try arriving()
                if !lines.isEmpty { return lines }
            } catch { try repeatAfter(error) }
        }
        return nil
    }

    private mutating func arriving() throws(ClientError) -> [[UInt8]] {
        let deadline = MonotonicInstant.now.advanced(byNanoseconds: ClientLimits.silenceSeconds * 1_000_000_000)
        switch exchange.arrivals.next(until: deadline) {
        case nil: throw .lost("no answer for \(ClientLimits.silenceSeconds) s")
        case .head(let status, _):
            self.status = status
            return []
        case .bytes(let bytes):
            unread += bytes
            guard status < 400 else {
                guard unread.count <= ClientLimits.problemBytesMax else { throw problem }
                return []
            }
            return try wholeLines()
        case .end(.broken(let error, let wasSent)): throw ClientError(error, wasSent: wasSent)
        case .end(.whole):
            guard status < 400 else { throw problem }
            guard unread.isEmpty else { throw .notUnderstood("its last line has no end") }
            hasEnded = true
            return []
        }
    }

    private var problem: ClientError { .problem(ProblemDocument(status: status, JSON(parsing: unread))) }

    /// Without those that were handed out before.
    private mutating func wholeLines() throws(ClientError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while let end = unread[start...].firstIndex(of: UInt8(ascii: "\n")) {
            arrived += 1
            if arrived > taken {
                taken = arrived
                lines.append(Array(unread[start..<end]))
            }
            start = end + 1
        }
        unread.removeSubrange(..<start)
        guard unread.count <= ClientLimits.lineBytesMax else {
            throw .notUnderstood("a line of more than \(ClientLimits.lineBytesMax) bytes")
        }
        return lines
    }

    /// Asks once more after a loss, and again after the next where more came in between.
    private mutating func repeatAfter(_ error: ClientError) throws(ClientError) {
        exchange.cancel()
        let isAgain = takenAtLoss != nil
        guard case .lost = error, takenAtLoss != taken else {
            hasEnded = true
            // What may have been done the first time may have been done, whatever came of the second.
            if isAgain, case .unreachable(let reason) = error { throw .lost(reason) }
            throw error
        }
        takenAtLoss = taken
        (arrived, status, unread) = (0, 0, [])
        Pause.wait(until: .now.advanced(byNanoseconds: ClientLimits.retryMilliseconds * 1_000_000))
        exchange = try client.start(request)
    }
}
