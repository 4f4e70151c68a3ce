import RecordedWork
import SharedRecords
import Testing

private enum Files {
    static let helpdesk = "eventlogs/helpdesk.csv.gz"
    static let vinst = "eventlogs/vinst.csv.gz"
    static let servicedesk = "eventlogs/servicedesk.csv.gz"
    static let callcentre = "eventlogs/callcentre.csv.gz"
    static let citizen = "text/citizen-arrivals.jsonl.gz"
}

/// Rows and cases as the set's own description counts them, and rows with what is known to be wrong.
@Suite("The records of others are read whole, and their dirt is found")
struct SharedRecordTests {
    @Test("helpdesk", .needs(Files.helpdesk))
    func helpdesk() throws { try read("helpdesk", Files.helpdesk, rows: 18_035, cases: 3_907, [.neverEnded]) }

    @Test("vinst", .needs(Files.vinst))
    func vinst() throws { try read("vinst", Files.vinst, rows: 47_223, cases: 4_532, []) }

    @Test("servicedesk", .needs(Files.servicedesk))
    func servicedesk() throws { try read("servicedesk", Files.servicedesk, rows: 65_641, cases: 10_384, [.outOfOrder]) }

    @Test("callcentre", .needs(Files.callcentre))
    func callcentre() throws {
        try read(
            "callcentre", Files.callcentre, rows: 23_668, cases: 23_668,
            [.negativeDuration, .overlap, .resourceMissing])
    }

    @Test("citizen", .needs(Files.citizen))
    func citizen() throws { try read("citizen", Files.citizen, rows: 1_692, cases: 1_691, [.timeUnreadable]) }

    private func read(
        _ name: String, _ file: String, rows: Int, cases: Int, _ known: [Blemish.Kind]
    ) throws {
        let bytes = try #require(SharedRecords.bytes(file))
        let source = try #require(Mappings.source(name))
        let record = try record(bytes, by: try Mapping(reading: source), pieces: 64 << 10)
        #expect(record.rowCount == rows && record.cases.count == cases)
        for kind in known { #expect(record.blemishes.count(of: kind) > 0, "\(kind)") }
        #expect(record.blemishes.count(of: .malformedRow) == 0)
    }
}

extension Trait where Self == ConditionTrait {
    /// The test runs where this record is, and says so where it is not.
    fileprivate static func needs(_ file: String) -> Self {
        .enabled(if: SharedRecords.missing(file) == nil, "\(SharedRecords.missing(file) ?? "")")
    }
}
