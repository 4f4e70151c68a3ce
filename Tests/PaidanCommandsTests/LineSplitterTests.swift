import Bytes
import CommitLog
import PaidanCommands
import Testing

@Suite("Lines become records")
struct LineSplitterTests {
    static let texts: [(text: String, lines: [String])] = [
        ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\n", ["", ""]),
        ("a\r\nb\r\n", ["a\r", "b\r"]), ("\na\n\nbc\n", ["", "a", "", "bc"]), ("派单\n工单", ["派单", "工单"]),
        ("\u{0}\n\u{0}", ["\u{0}", "\u{0}"]), ("one two three\nfour", ["one two three", "four"]),
    ]

    @Test("However the bytes arrive, the lines are the same", arguments: texts.indices)
    func everyChunking(_ index: Int) throws {
        let (text, lines) = Self.texts[index]
        let bytes = Array(text.utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(try records(of: pieces) == lines.map { Array($0.utf8) }, "cut at \(first) and \(second)")
            }
        }
        #expect(try records(of: bytes.map { [$0] }) == lines.map { Array($0.utf8) })
    }

    @Test("Bytes that are no text stay as they are")
    func anyBytes() throws {
        let line = (UInt8.min...UInt8.max).filter { $0 != UInt8(ascii: "\n") }
        #expect(try records(of: [(line + [10] + line)[...]]) == [line, line])
    }

    @Test(
        "The longest record fits, and one byte more is refused by line with the lines before it kept",
        arguments: [1, 3])
    func longest(_ pieceCount: Int) throws {
        let longest = [UInt8](repeating: UInt8(ascii: "x"), count: RecordLimits.bodyBytesMax)
        #expect(try records(of: pieces(of: longest + [10], pieceCount)) == [longest])
        #expect(try records(of: pieces(of: longest, pieceCount)) == [longest])

        for tooLong in [longest + [120, 10], longest + [120]] {
            var batches = LineBatches(bytesMax: 1 << 20)
            var splitter = LineSplitter()
            #expect(throws: LineSplitter.LineTooLong(line: 3)) {
                try splitter.split(Array("a\nb\n".utf8).bytes, into: &batches)
                for piece in pieces(of: tooLong, pieceCount) { try splitter.split(Array(piece).bytes, into: &batches) }
            }
            #expect(batches.takeAll().map(\.count) == [2])
        }
    }

    @Test("Lines that do not fit into one batch go into several, and a long one into a batch of its own")
    func batches() throws {
        var batches = LineBatches(bytesMax: 24)
        for line in ["", "12345", "1234", "a line for itself, too long", "", ""] {
            try batches.add(Array(line.utf8).bytes)
        }
        let taken = batches.takeAll()
        #expect(taken.map(\.count) == [3, 1, 2])
        let lines = try taken.flatMap(bodies).map { String(decoding: $0, as: UTF8.self) }
        #expect(lines == ["", "12345", "1234", "a line for itself, too long", "", ""])
        #expect(batches.takeAll().isEmpty)
    }

    private func pieces(of bytes: [UInt8], _ count: Int) -> [ArraySlice<UInt8>] {
        let length = bytes.count / count + 1
        return stride(from: 0, to: bytes.count, by: length).map { bytes[$0..<min($0 + length, bytes.count)] }
    }

    private func records(of pieces: [ArraySlice<UInt8>]) throws -> [[UInt8]] {
        var batches = LineBatches(bytesMax: 1 << 20)
        var splitter = LineSplitter()
        for piece in pieces { try splitter.split(Array(piece).bytes, into: &batches) }
        try splitter.finish(into: &batches)
        let taken = batches.takeAll()
        #expect(splitter.lineCount == UInt64(taken.reduce(0) { $0 + $1.count }))
        return try taken.flatMap(bodies)
    }

    private func bodies(_ batch: RecordBatch) throws -> [[UInt8]] {
        let chunk = try #require(RecordChunk(batch.bytes, first: .first, count: batch.count, time: 0))
        var bodies: [[UInt8]] = []
        chunk.forEach { bodies.append($0.body.array) }
        return bodies
    }
}
