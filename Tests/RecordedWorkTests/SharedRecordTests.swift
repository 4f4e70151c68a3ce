import RecordedWork
import SharedRecords
import Testing

@Suite("The records of others")
struct SharedRecordTests {
    /// Rows and cases as the set's own description counts them, and rows with what is known to be wrong.
    @Test(
        "are read whole, and their dirt is found",
        arguments: [
            ("helpdesk", 18_035, 3_907, [.neverEnded]),
            ("vinst", 47_223, 4_532, []),
            ("servicedesk", 65_641, 10_384, [.outOfOrder]),
            ("callcentre", 23_668, 23_668, [.negativeDuration, .overlap, .resourceMissing]),
            ("citizen", 1_692, 1_691, [.timeUnreadable]),
        ] as [(String, Int, Int, [Blemish.Kind])])
    func whole(_ name: String, _ rows: Int, _ cases: Int, _ known: [Blemish.Kind]) throws {
        let file = try #require(SharedRecords.files[name])
        guard let bytes = SharedRecords.bytes(file) else { return }
        let source = try #require(Mappings.source(name))
        let record = try record(bytes, by: try Mapping(reading: source), pieces: 64 << 10)
        #expect(record.rowCount == rows && record.cases.count == cases)
        for kind in known { #expect(record.blemishes.count(of: kind) > 0, "\(kind)") }
        #expect(record.blemishes.count(of: .malformedRow) == 0)
    }
}
