import PaidanBench
import Testing

@Suite("What a load reads off the wire")
struct DayWireTests {
    static let answers: [(text: String, status: Int, sequence: UInt64?, body: String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nPaidan-Sequence: 17\r\n\r\nhello", 200, 17, "hello"),
        ("HTTP/1.1 304 Not Modified\r\ncontent-length: 0\r\n\r\n", 304, nil, ""),
        ("HTTP/1.1 409 Conflict\r\nX: a:b\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\r\n", 409, nil, "\r\n"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab\ncd\r\n0\r\n\r\n", 200, nil, "ab\ncd"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=1\r\n0123456789\r\n1\r\n!\r\n0\r\n\r\n", 200, nil,
            "0123456789!"
        ),
    ]

    @Test("an answer is the same in whatever pieces it comes", arguments: answers)
    func pieces(_ text: String, _ status: Int, _ sequence: UInt64?, _ body: String) {
        // Each answer twice: the second begins where the first ends.
        let bytes = Array((text + text).utf8)
        for size in [1, 2, 3, 7, bytes.count] {
            var reader = ResponseReader()
            var found: [(Int, UInt64?, String)] = []
            var collected: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                var rest = bytes[start..<min(start + size, bytes.count)]
                while !rest.isEmpty {
                    let taken = reader.take(rest) { collected += $0 }
                    rest = rest.dropFirst(taken.count)
                    guard taken.isWhole else { continue }
                    found.append((reader.status, reader.sequence, String(decoding: collected, as: UTF8.self)))
                    collected = []
                }
            }
            #expect(found.count == 2, "in pieces of \(size)")
            for answer in found { #expect(answer == (status, sequence, body), "in pieces of \(size)") }
        }
    }

    @Test("lines are whole in whatever pieces they come", arguments: [1, 2, 5, 100])
    func lines(_ size: Int) {
        let bytes = Array("id: 1\n\ndata: {}\n: keep-alive\nbegun".utf8)
        var reader = LineReader()
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            reader.take(bytes[start..<min(start + size, bytes.count)]) {
                lines.append(String(decoding: $0, as: UTF8.self))
            }
        }
        #expect(lines == ["id: 1", "", "data: {}", ": keep-alive"])
    }

    @Test("an event tells its number, type, time, ticket and agent, whatever stands behind")
    func event() throws {
        let json =
            #"{"sequence":812,"type":"offer-made","time":"2026-11-22T21:00:07.123Z","ticket":"202611-001","#
            + #""agent":"a00007","customer":"00ff","actor":"a\"b","cause":4,"data":{"agent":"other","ring":"regular"}}"#
        var clock = EventClock()
        for _ in 0..<2 {
            let event = try #require(FollowedEvent(Array(json.utf8)[...], &clock))
            #expect(event.sequence == 812 && event.type.elementsEqual("offer-made".utf8))
            #expect(event.time == 1_795_381_207_123)
            #expect(event.ticket.elementsEqual("202611-001".utf8) && event.agent.elementsEqual("a00007".utf8))
        }
        let next = json.replacing("21:00:07.123", with: "21:01:00.000")
        #expect(FollowedEvent(Array(next.utf8)[...], &clock)?.time == 1_795_381_260_000)
        for broken in ["", "{}", "[1]", #"{"sequence":1"#, #"{"status":"404"}"#] {
            #expect(FollowedEvent(Array(broken.utf8)[...], &clock) == nil, "\(broken)")
        }
    }

    static let streams: [(events: [UInt64], missing: UInt64, repeated: UInt64, last: UInt64)] = [
        ([], 0, 0, 10), ([11, 12, 13], 0, 0, 13), ([11, 13], 1, 0, 13), ([12], 1, 0, 12), ([11, 11, 12], 0, 1, 12),
        ([11, 12, 11, 12, 13], 0, 2, 13), ([20, 11], 9, 1, 20), ([10], 0, 1, 10),
    ]

    @Test("a gap and a repetition are both noticed", arguments: streams)
    func gaps(_ events: [UInt64], _ missing: UInt64, _ repeated: UInt64, _ last: UInt64) {
        var watch = SequenceWatch(after: 10)
        for event in events { watch.take(event) }
        #expect((watch.missing, watch.repeated, watch.last) == (missing, repeated, last))
    }
}

@Suite("Times of many operations")
struct LatencyHistogramTests {
    @Test("are kept to a hundredth, and the largest as it is", arguments: [1, 1_000, 77_777, 1_000_003])
    func near(_ step: Int64) {
        let times = (1...1_000).map { Int64($0) * step }
        var histogram = LatencyHistogram()
        for time in times.reversed() { histogram.note(nanoseconds: time) }
        let exact = Latencies(nanoseconds: times)
        for percent in [0.1, 1, 50, 90, 99, 99.9, 100] {
            let (found, expected) = (histogram.percentileMicroseconds(percent), exact.percentileMicroseconds(percent))
            #expect(found >= expected && found <= expected * 1.01, "\(percent)% of \(step)")
        }
        #expect(histogram.maxNanoseconds == 1_000 * step && histogram.count == 1_000)
        let half = histogram.share(upToNanoseconds: 500 * step)
        #expect(half >= 50 && half < 51)
    }

    @Test("that are added are those of both, and none has no times")
    func added() {
        var (left, right) = (LatencyHistogram(), LatencyHistogram())
        #expect(left.percentileMicroseconds(99) == 0 && left.share(upToNanoseconds: 1) == 0)
        for time in 1...50 as ClosedRange<Int64> { left.note(nanoseconds: time) }
        for time in 51...100 as ClosedRange<Int64> { right.note(nanoseconds: time) }
        left.add(right)
        #expect(left.count == 100 && left.percentileMicroseconds(50) == 0.05 && left.maxNanoseconds == 100)
        left.note(nanoseconds: -5)
        #expect(left.percentileMicroseconds(0.1) == 0)
    }
}
