internal import Calendars
internal import Events
internal import JSONText
internal import Policies

/// Puts rows to their cases.
struct RowCollector {
    private let mapping: Mapping
    private let zone: TimeZoneRules
    /// By the mapping's columns, the place in a row of CSV; empty before the head.
    private var places: [Int] = []
    private var fieldCount = 0
    private var rowNumber = 0
    private var cases: [CaseRows] = []
    private var caseNumbers: [String: Int] = [:]
    private var blemishes = Blemishes()

    init(_ mapping: Mapping, zone: TimeZoneRules) {
        self.mapping = mapping
        self.zone = zone
    }

    mutating func add(_ row: borrowing CSVReader.Row) throws(RecordedWorkError) {
        try count()
        if fieldCount == 0 { return try readHead((0..<row.count).map { row.field($0) }) }
        if row.isMalformed {
            return blemishes.add(Blemish(.malformedRow, row: rowNumber, detail: "quotes, or too long"))
        }
        guard row.count == fieldCount else {
            return blemishes.add(Blemish(.fieldCount, row: rowNumber, detail: "\(row.count) of \(fieldCount)"))
        }
        try add(places.map { known(row.field($0)) })
    }

    mutating func add(line: [UInt8]?) throws(RecordedWorkError) {
        try count()
        guard let line, let json = JSON(parsing: line), case .object = json else {
            return blemishes.add(Blemish(.malformedRow, row: rowNumber, detail: "no JSON object"))
        }
        try add(mapping.columns.map { column in json[column.name].flatMap(Self.text).flatMap(known) })
    }

    private mutating func count() throws(RecordedWorkError) {
        rowNumber += 1
        guard rowNumber <= RecordedLimits.rowsMax else { throw .tooManyRows(limit: RecordedLimits.rowsMax) }
    }

    private static func text(_ json: JSON) -> String? {
        switch json {
        case .string(let text): text
        case .unsigned, .signed, .number, .bool: json.text
        case .object, .array, .null: nil
        }
    }

    private func known(_ value: String) -> String? {
        value.isEmpty || mapping.missing.contains(value) ? nil : value
    }

    /// Finds the mapping's columns; those that are not there are faults of the mapping.
    private mutating func readHead(_ names: [String]) throws(RecordedWorkError) {
        var names = names
        if let first = names.first, first.hasPrefix("\u{feff}") { names[0] = String(first.dropFirst()) }
        fieldCount = names.count
        var faults: [PolicyFault] = []
        for column in mapping.columns {
            if let place = names.firstIndex(of: column.name) {
                places.append(place)
                continue
            }
            let shown = names.prefix(40).joined(separator: ", ")
            faults.append(
                PolicyFault(
                    at: column.position, path: column.path,
                    LocalText(
                        "文件没有 \(column.name) 列；有：\(shown)", "the file has no column \(column.name); it has \(shown)")))
        }
        guard faults.isEmpty else { throw .mapping(PolicyRefusal(faults)) }
    }

    private mutating func add(_ values: [String?]) throws(RecordedWorkError) {
        let name = mapping.caseName.map { values[$0] } ?? String(rowNumber)
        guard let name else { return blemishes.add(Blemish(.caseMissing, row: rowNumber)) }
        for column in mapping.durations {
            if let value = values[column], value.hasPrefix("-") {
                let detail = "\(mapping.columns[column].name) \(value)"
                blemishes.add(Blemish(.negativeDuration, row: rowNumber, caseName: name, detail: detail))
            }
        }
        guard let time = mapping.time.read(values, in: zone) else {
            let text = mapping.time.text(values) ?? ""
            return blemishes.add(Blemish(.timeUnreadable, row: rowNumber, caseName: name, detail: text))
        }
        let number: Int
        if let known = caseNumbers[name] {
            number = known
        } else {
            number = cases.count
            guard number < RecordedLimits.casesMax else { throw .tooManyCases(limit: RecordedLimits.casesMax) }
            caseNumbers[name] = number
            cases.append(CaseRows(name: name))
        }
        cases[number].rows.append(RecordedRow(number: rowNumber, time: time, values: values))
    }

    /// Makes the cases out of their rows.
    consuming func record() throws(RecordedWorkError) -> Record {
        guard !cases.isEmpty else { throw .nothing }
        var record = Record()
        let builder = CaseBuilder(mapping, zone: zone)
        record.rowCount = rowNumber - (mapping.format == .csv ? 1 : 0)
        for rows in cases { record.cases.append(builder.build(rows, &blemishes)) }
        if mapping.oneAtATime { Self.findOverlaps(record.cases, &blemishes) }
        record.cases.sort { ($0.submittedAt, $0.steps[0].row) < ($1.submittedAt, $1.steps[0].row) }
        blemishes.sort()
        record.blemishes = blemishes
        return record
    }

    /// Whoever begins with one customer before the one before is done.
    private static func findOverlaps(_ cases: [RecordedCase], _ blemishes: inout Blemishes) {
        var spans: [String: [(from: Instant, to: Instant, case: Int)]] = [:]
        for (number, recorded) in cases.enumerated() {
            guard let accepted = recorded.first(.accepted), let resource = accepted.resource,
                let end = recorded.last(.resolved)?.time
            else { continue }
            spans[resource, default: []].append((accepted.time, end, number))
        }
        for (resource, spans) in spans {
            let sorted = spans.sorted { ($0.from, $0.case) < ($1.from, $1.case) }
            for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.from < earlier.to {
                let recorded = cases[later.case]
                let detail = "\(resource) was with \(cases[earlier.case].name)"
                blemishes.add(Blemish(.overlap, row: recorded.steps[0].row, caseName: recorded.name, detail: detail))
            }
        }
    }
}

extension Mapping.TimePlace {
    /// What stands in the columns; nil where one has nothing.
    func text(_ values: [String?]) -> String? {
        let parts = columns.compactMap { values[$0] }
        return parts.count == columns.count ? parts.joined(separator: " ") : nil
    }

    func read(_ values: [String?], in zone: TimeZoneRules) -> Instant? {
        text(values).flatMap { pattern.read($0, in: zone) }
    }
}
