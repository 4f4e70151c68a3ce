/// What every group of rows works with.
struct LogBench {
    let directory: WorkDirectory
    let scale: Scale
    let report: Report
    let hasPeers: Bool
    /// Events of full size.
    let corpus: Corpus

    static let seed: UInt64 = 2_026

    init(directory: WorkDirectory, scale: Scale, report: Report, hasPeers: Bool) {
        self.directory = directory
        self.scale = scale
        self.report = report
        self.hasPeers = hasPeers
        corpus = Corpus(.full, count: scale.corpusRecords, seed: Self.seed)
    }

    /// A group of rows: measures, and reports.
    typealias Group = (name: String, run: @Sendable (LogBench) throws -> Void)

    static let groups: [Group] = [
        ("disk", DiskRows.run),
        ("append", AppendRows.run),
        ("writers", WriterRows.run),
        ("scan", ScanRows.run),
        ("audit", AuditRows.run),
        ("size", SizeRows.run),
        ("followers", FollowerRows.run),
        ("cost", CostRows.run),
        ("opening", OpeningRows.run),
    ]

    /// Runs the groups of these names, all if there is none.
    func run(only names: [String]) throws {
        for group in Self.groups where names.isEmpty || names.contains(group.name) { try group.run(self) }
    }

    /// Runs `body` with a path where a log can be made, and removes what was made there.
    func withFreshPath<Result>(_ name: String, _ body: (String) throws -> Result) throws -> Result {
        let path = try directory.fresh(name)
        let result = try body(path)
        try directory.discard(path)
        return result
    }
}
