import RecordedWork
import Testing

@Suite("A compressed record")
struct CompressionTests {
    /// The head and one row, by Python's gzip; whole, and as two members that follow one another.
    static let files = [
        """
        1f8b08000000000002ffcb4cd1492cd129cf0013f93a8949f9a5253a458979d93ae58999255c893a46064666ba06c6ba06860a1656\
        06063ac989b9a93a3a153a863a065c00b34bcfeb3d000000
        """,
        """
        1f8b08000000000002ffcb4cd1492cd129cf0013f93a8949f9a525007aefa7b314000000\
        1f8b08000000000002ffd3294acccbd6294fcc2ce14ad431323032d33530d6353054b0b03230d0494ecc4dd5d1a9d031d431e00200\
        d3a7d57929000000
        """,
    ].map(bytes)

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap { $0.hexDigitValue.map(UInt8.init) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    @Test("says what the plain one says, however its bytes come", arguments: files)
    func whole(_ file: [UInt8]) throws {
        let plain = Array("id,at,what,who,about,rank,wait\na,2026-03-01 8:00,came,,x,1,0\n".utf8)
        let expected = try record(plain, by: mapping(calls))
        #expect(expected.cases.count == 1)
        for pieces in [1, 7, .max] { #expect(try record(file, by: mapping(calls), pieces: pieces) == expected) }
    }

    @Test("is refused where it is cut short", arguments: files)
    func cut(_ file: [UInt8]) throws {
        for count in 3..<file.count where count != 36 {
            #expect(throws: RecordedWorkError.self, "\(count) bytes") {
                try record(Array(file.prefix(count)), by: mapping(calls))
            }
        }
    }

    @Test("is refused where a bit behind its head was turned")
    func turned() throws {
        for place in 12..<Self.files[0].count {
            var changed = Self.files[0]
            changed[place] ^= 1
            #expect(throws: RecordedWorkError.self, "byte \(place)") { try record(changed, by: mapping(calls)) }
        }
    }

    @Test("and any other is refused where it has nothing to tell")
    func nothing() throws {
        for text in ["id,at,what,who,about,rank,wait\n", "id,at,what,who,about,rank,wait\na,never,came,,x,1,0\n"] {
            #expect(throws: RecordedWorkError.nothing) { try record(Array(text.utf8), by: mapping(calls)) }
        }
    }

    @Test("has blemishes that a spreadsheet reads as they are")
    func blemishes() throws {
        let rows = "\"a\nb\",2026-03-01 8:00,\"lost, \"\"twice\"\"\",,x,1,0\n"
        let read = try record(Array(("id,at,what,who,about,rank,wait\n" + rows).utf8), by: mapping(calls))
        let told = String(decoding: read.blemishes.csv, as: UTF8.self)
        #expect(told.hasPrefix("kind,row,case,detail\r\n"))
        #expect(told.contains("unknown-activity,2,\"a\nb\",\"lost, \"\"twice\"\"\"\r\n"))
    }
}
