internal import CommitLog

/// Tells which file lost records were in, and what became of them.
struct LossSources {
    private struct Bounds {
        var name: SegmentName
        var records: ClosedRange<UInt64>
    }

    private let harvests: [SegmentHarvest]
    private let directory: LogDirectory
    /// What the manifest and footers say of segments, by sequence number.
    private var bounds: [Bounds] = []

    init(_ harvests: [SegmentHarvest], survey: LogSurvey) {
        self.harvests = harvests
        directory = survey.directory
        let listed = survey.manifest?.sealed ?? []
        bounds = listed.map { Bounds(name: $0.name, records: $0.first.value...$0.last.value) }
        for harvest in harvests where harvest.name.number >= survey.manifest?.nextSegment ?? 1 {
            guard let footer = harvest.footer, bounds.last?.name.number != harvest.name.number else { continue }
            bounds.append(Bounds(name: harvest.name, records: footer.first.value...footer.last.value))
        }
        bounds.sort { $0.records.lowerBound < $1.records.lowerBound }
    }

    /// Accounts for lost records, in order.
    /// - Parameters:
    ///   - before: the segment of the record before them; nil if there is none.
    ///   - after: the segment of the record behind them; nil if there is none.
    func explain(
        _ records: ClosedRange<UInt64>, between before: SegmentName?, and after: SegmentName?
    ) -> [LostRange] {
        var found: [LostRange] = []
        var next = records.lowerBound
        for bound in bounds where bound.records.overlaps(next...records.upperBound) {
            if bound.records.lowerBound > next {
                found.append(explainUnlisted(next...bound.records.lowerBound - 1, before, bound.name))
                next = bound.records.lowerBound
            }
            let last = min(bound.records.upperBound, records.upperBound)
            found.append(explain(next...last, in: bound.name))
            next = last + 1
            if next > records.upperBound { return found }
        }
        found.append(explainUnlisted(next...records.upperBound, found.isEmpty ? before : bounds.last?.name, after))
        return found
    }

    /// Records of a segment that is known to have held them.
    private func explain(_ records: ClosedRange<UInt64>, in name: SegmentName) -> LostRange {
        let files = harvests.filter { $0.name.number == name.number }
        guard let file = files.first(where: { $0.name == name }) ?? files.first else {
            return lost(records, directory.path(name), "the file is missing")
        }
        let damage = file.damages.first { $0.expected == records.lowerBound } ?? file.damages.first
        return lost(records, file.path, damage.map(describe) ?? "the file does not hold them")
    }

    private func explainUnlisted(
        _ records: ClosedRange<UInt64>, _ before: SegmentName?, _ after: SegmentName?
    ) -> LostRange {
        for file in harvests {
            guard let damage = file.damages.first(where: { $0.expected == records.lowerBound }) else { continue }
            return lost(records, file.path, describe(damage))
        }
        let number = (before?.number ?? 0) + 1
        if let after {
            if after.number > number {
                let isOne = after.number == number + 1
                let path = directory.path(SegmentName(number: number))
                return lost(records, path, isOne ? "the file is missing" : "this file and others behind it are missing")
            }
            if let file = harvests.first(where: { $0.name == after }), let damage = file.damages.first {
                return lost(records, file.path, describe(damage))
            }
        } else if let before, let file = harvests.last(where: { $0.name.number == before.number }) {
            if file.footer == nil { return lost(records, file.path, "the file ends before them") }
            if !harvests.contains(where: { $0.name.number == number }) {
                return lost(records, directory.path(SegmentName(number: number)), "the file is missing")
            }
        }
        if let file = harvests.first(where: { $0.name.number == number }) {
            return lost(records, file.path, file.damages.first.map(describe) ?? "the file does not hold them")
        }
        return lost(records, nil, "nothing that is left says which file held them")
    }

    private func lost(_ records: ClosedRange<UInt64>, _ file: String?, _ why: String) -> LostRange {
        LostRange(
            first: SequenceNumber(records.lowerBound), last: SequenceNumber(records.upperBound), file: file, why: why)
    }

    private func describe(_ damage: SegmentHarvest.Damage) -> String {
        "\(damage.range.upperBound - damage.range.lowerBound) bytes at offset \(damage.range.lowerBound): \(damage.why)"
    }
}
