import CommitLog
import PaidanBench
import Testing

@Suite struct EventTests {
    @Test("Equal seeds give equal events, others do not")
    func seeds() {
        let lines = { Corpus.jsonLines($0, count: 50, seed: $1) }
        #expect(lines(.full, 1) == lines(.full, 1))
        #expect(lines(.full, 1) != lines(.full, 2))
    }

    @Test("Every full event has 125 bytes, whatever its numbers")
    func fullSize() {
        let corpus = Corpus(.full, count: 5_000, seed: 7)
        #expect(corpus.byteCount == 5_000 * 125)
        for number in 0..<5_000 { corpus.withBody(number) { body in #expect(body.byteCount == 125) } }
    }

    @Test("A batch goes on from the first event when it has come past the last")
    func wrapping() throws {
        let corpus = Corpus(.status, count: 3, seed: 7)
        let twice = try corpus.batch(from: 0, count: 6)
        let shifted = try corpus.batch(from: 3, count: 3)
        #expect(twice.count == 6 && shifted.count == 3)
        #expect(twice.bytes.suffix(shifted.bytes.count) == shifted.bytes[...])
    }
}
