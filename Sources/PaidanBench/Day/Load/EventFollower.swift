/// Follows `/v1/events` from a sequence number on, and holds it to its promise: every event once and in order. If its
/// connection breaks it comes back where it was.
final class EventFollower {
    enum Form: String {
        case serverSent = "text/event-stream"
        case lines = "application/x-ndjson"
    }

    private(set) var watch: SequenceWatch
    /// From the time of an event, which is of whole milliseconds, to when it was read here.
    private(set) var lag = LatencyHistogram()
    /// Off, events are still held to their order, and nobody asks how long they took.
    var isTimed = true
    /// How often its connection broke, and what came that was no event.
    private(set) var breaks = 0
    private(set) var strange = 0
    private let port: UInt16
    private let request: (UInt64, Form) -> [UInt8]
    private let form: Form
    private var stream: Stream
    private var reader = ResponseReader()
    private var lines = LineReader()
    private var clock = EventClock()

    init(after: UInt64, _ form: Form, port: UInt16, _ request: @escaping (UInt64, Form) -> [UInt8]) throws {
        watch = SequenceWatch(after: after)
        (self.port, self.form, self.request) = (port, form, request)
        stream = try Stream(port: port)
        stream.send(request(after, form))
    }

    func add(to readiness: inout Readiness) { readiness.add(stream) }

    /// Takes in what has come.
    func serve(_ readiness: Readiness, _ room: inout [UInt8], heard: (FollowedEvent) -> Void) throws {
        if readiness.canWrite(stream) { stream.flush() }
        if readiness.canRead(stream) {
            let count = stream.receive(into: &room)
            let now = Stopwatch.wallNanoseconds
            var rest = room[..<count]
            while !rest.isEmpty {
                let taken = reader.take(rest) { piece in
                    lines.take(piece) { take($0, now, heard) }
                }
                rest = rest.dropFirst(taken.count)
                // A stream that follows has no end of its own.
                if taken.isWhole { return try comeBack() }
            }
        }
        if stream.isBroken { try comeBack() }
    }

    private func comeBack() throws {
        breaks += 1
        guard breaks <= Self.breaksMax else {
            throw BenchError.unexpected("a stream of events broke off again and again")
        }
        stream = try Stream(port: port)
        (reader, lines) = (ResponseReader(), LineReader())
        stream.send(request(watch.last, form))
    }

    private func take(_ line: ArraySlice<UInt8>, _ now: Int64, _ heard: (FollowedEvent) -> Void) {
        var json = line
        if form == .serverSent {
            // What is no event's data is its number and its type once more, a comment or an end.
            guard line.starts(with: Self.dataField) else { return }
            json = line.dropFirst(Self.dataField.count)
        }
        guard let event = FollowedEvent(json, &clock) else {
            strange += 1
            return
        }
        guard watch.take(event.sequence) else { return }
        if isTimed { lag.note(nanoseconds: now - event.time * 1_000_000) }
        heard(event)
    }

    private static let breaksMax = 100
    private static let dataField = Array("data: ".utf8)
}
