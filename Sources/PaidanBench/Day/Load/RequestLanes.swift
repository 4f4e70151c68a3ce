internal import DequeModule
internal import Threads

/// Connections that are kept, each with one request under way at most. What is due while all are busy waits, and its
/// time runs.
final class RequestLanes {
    private let port: UInt16
    private var lanes: [Lane] = []
    private var waiting = Deque<Waiting>()
    /// The most that ever waited.
    private(set) var waitedMax = 0

    private struct Waiting {
        var step: Step
        var due: Int64
        var bytes: [UInt8]
    }

    private final class Lane {
        var stream: Stream
        var reader = ResponseReader()
        var underWay: (step: Step, due: Int64, sentAt: Int64)?
        var body: [UInt8] = []

        init(_ stream: Stream) { self.stream = stream }
    }

    /// Bytes of a refusal that are kept.
    private static let bodyBytesMax = 600
    /// A request without an answer for so long is given up.
    private static let silenceNanoseconds: Int64 = 60_000_000_000

    init(_ count: Int, port: UInt16) throws {
        self.port = port
        lanes = try (0..<count).map { _ in Lane(try Stream(port: port)) }
    }

    var isIdle: Bool { waiting.isEmpty && lanes.allSatisfy { $0.underWay == nil } }

    func ask(_ step: Step, due: Int64, _ bytes: [UInt8]) {
        waiting.append(Waiting(step: step, due: due, bytes: bytes))
    }

    /// Gives what waits to connections that are free.
    func send(at now: Int64) {
        for lane in lanes where lane.underWay == nil {
            guard let next = waiting.popFirst() else { break }
            lane.underWay = (next.step, next.due, now)
            lane.stream.send(next.bytes)
        }
        waitedMax = max(waitedMax, waiting.count)
    }

    func add(to readiness: inout Readiness) {
        for lane in lanes { readiness.add(lane.stream) }
    }

    /// Takes in what has come.
    func serve(_ readiness: Readiness, _ room: inout [UInt8], answered: (RequestAnswer) -> Void) throws {
        for lane in lanes {
            let now = MonotonicInstant.now.nanoseconds
            if readiness.canWrite(lane.stream) { lane.stream.flush() }
            if readiness.canRead(lane.stream) { read(lane, &room, answered) }
            let isSilent = lane.underWay.map { now - $0.sentAt > Self.silenceNanoseconds } ?? false
            if lane.stream.isBroken || isSilent {
                if lane.underWay != nil { end(lane, 0, now, answered) }
                try comeBack(lane)
            } else if lane.reader.endsConnection, lane.underWay == nil {
                try comeBack(lane)
            }
        }
    }

    private func read(_ lane: Lane, _ room: inout [UInt8], _ answered: (RequestAnswer) -> Void) {
        let count = lane.stream.receive(into: &room)
        let now = MonotonicInstant.now.nanoseconds
        var rest = room[..<count]
        while !rest.isEmpty {
            let taken = lane.reader.take(rest) { piece in
                if lane.body.count < Self.bodyBytesMax { lane.body += piece.prefix(Self.bodyBytesMax) }
            }
            rest = rest.dropFirst(taken.count)
            if taken.isWhole { end(lane, lane.reader.status, now, answered) }
        }
    }

    private func comeBack(_ lane: Lane) throws {
        lane.stream = try Stream(port: port)
        lane.reader = ResponseReader()
    }

    private func end(_ lane: Lane, _ status: Int, _ now: Int64, _ answered: (RequestAnswer) -> Void) {
        guard let (step, due, sentAt) = lane.underWay else { return }
        lane.underWay = nil
        let body = status < 400 ? [] : lane.body
        lane.body.removeAll(keepingCapacity: true)
        answered(RequestAnswer(step: step, status: status, body: body, due: due, sentAt: sentAt, answeredAt: now))
    }
}
