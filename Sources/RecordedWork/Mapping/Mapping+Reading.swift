internal import Events
internal import Policies
internal import PolicyFiles

extension Mapping {
    /// The mapping that a file in YAML says.
    /// - Throws: `.mapping` with everything that is wrong with it, by line and column.
    package init(reading source: [UInt8]) throws(RecordedWorkError) {
        RecordedLimits.check()
        do throws(PolicyRefusal) {
            let reading = PolicyReading()
            let place = Place(node: try PolicyFiles.node(source), path: "", reading: reading)
            var reader = MappingReader()
            let mapping = reader.mapping(place)
            guard reading.faults.isEmpty else { throw PolicyRefusal(reading.faultsInOrder) }
            self = mapping
        } catch { throw .mapping(error) }
    }
}

/// Reads one mapping, and numbers the columns that it names.
private struct MappingReader {
    private var columns: [Mapping.Column] = []
    private var byName: [String: Int] = [:]

    mutating func mapping(_ place: Place) -> Mapping {
        let members = place.members(.mapping)
        var mapping = Mapping(
            name: members.name, format: members["file"]?.choice(LocalText("格式", "format"), otherwise: .csv) ?? .csv,
            zone: members["zone"]?.text(bytesMax: RecordedLimits.valueBytesMax) ?? "UTC",
            time: Mapping.TimePlace(columns: [], pattern: Self.noPattern))
        _ = members["format"]?.number(1...1)
        if let place = members["time"] { mapping.time = time(place) }
        mapping.caseName = members["case"].map { column($0) }
        mapping.missing = members.elements("missing", max: RecordedLimits.valuesMax).map(Self.value)
        if let place = members["columns"] { readColumns(place, &mapping) }
        for entry in members["priorities"]?.entries(max: RecordedLimits.valuesMax) ?? [] {
            mapping.priorities[entry.name] = entry.value.priority()
        }
        for entry in members["channels"]?.entries(max: RecordedLimits.valuesMax) ?? [] {
            mapping.channels[entry.name] = Self.value(entry.value)
        }
        for entry in members["categories"]?.entries(max: RecordedLimits.valuesMax) ?? [] {
            mapping.categories[entry.name] = Self.value(entry.value)
        }
        mapping.channelOtherwise = members["channelOtherwise"].map(Self.value) ?? ""
        readPeople(members, &mapping)
        mapping.durations = members.elements("durations", max: RecordedLimits.columnsMax).map { column($0) }
        if let place = members["activity"] {
            let members = place.members(.activity)
            mapping.activity = Mapping.Activity(
                column: members["column"].map { column($0) } ?? 0,
                ignored: members["ignored"].map(Self.patterns) ?? [])
        }
        let steps = members.elements("steps", max: RecordedLimits.stepsMax)
        mapping.steps = steps.map { step($0) }
        if !mapping.steps.contains(where: { $0.kind == .submitted }), !steps.isEmpty {
            members["steps"]?.fault("没有一条规则的 kind 为 submitted", "no rule says what is submitted")
        }
        mapping.columns = columns
        return mapping
    }

    private mutating func readColumns(_ place: Place, _ mapping: inout Mapping) {
        let members = place.members(.recordedColumns)
        mapping.resource = members["resource"].map { column($0) }
        mapping.category = members["category"].map { column($0) }
        mapping.queue = members["queue"].map { column($0) }
        mapping.priority = members["priority"].map { column($0) }
        mapping.channel = members["channel"].map { column($0) }
        mapping.customer = members["customer"].map { column($0) }
        mapping.text = members["text"].map { column($0) }
    }

    private func readPeople(_ members: Members, _ mapping: inout Mapping) {
        mapping.skill = members["skill"]?.choice(LocalText("技能来源", "source of skills"), otherwise: .anybody) ?? .anybody
        mapping.desk = members["desk"].map(Self.value)
        mapping.programs = members["programs"].map(Self.patterns) ?? []
        mapping.oneAtATime = members["oneAtATime"]?.bool() ?? false
        let source = members["skill"]
        if mapping.skill == .category, mapping.category == nil {
            source?.fault("没有 category 列", "there is no column of categories to take skills from")
        }
        if mapping.skill == .queue, mapping.queue == nil {
            source?.fault("没有 queue 列", "there is no column of queues to take skills from")
        }
    }

    private mutating func step(_ place: Place) -> Mapping.StepRule {
        let members = place.members(.step)
        var rule = Mapping.StepRule(
            kind: members["kind"]?.choice(LocalText("步骤", "step"), otherwise: .submitted) ?? .submitted)
        rule.when = conditions(members["when"])
        rule.unless = conditions(members["unless"])
        rule.isFirst = members["first"]?.bool() ?? false
        rule.isLast = members["last"]?.bool() ?? false
        rule.rises = members["rises"].map { column($0) }
        rule.changes = members["changes"].map { column($0) }
        rule.after = members.elements("after", max: StepKind.allCases.count).map {
            $0.choice(LocalText("步骤", "step"), otherwise: .submitted)
        }
        rule.time = members["at"].map { time($0) }
        if let by = members["by"] {
            if case .text("-") = by.node.content { rule.isByAnybody = true } else { rule.resource = column(by) }
        }
        return rule
    }

    private mutating func conditions(_ place: Place?) -> [Mapping.Condition] {
        (place?.entries(max: RecordedLimits.stepsMax) ?? []).map { entry in
            Mapping.Condition(column: column(entry.key), values: Self.patterns(entry.value))
        }
    }

    private mutating func time(_ place: Place) -> Mapping.TimePlace {
        let members = place.members(.time)
        let columns = members.elements("columns", max: RecordedLimits.stepsMax).map { column($0) }
        guard let place = members["pattern"] else {
            return Mapping.TimePlace(columns: columns, pattern: Self.noPattern)
        }
        let text = place.text(bytesMax: RecordedLimits.patternBytesMax)
        guard let pattern = TimePattern(text) else {
            place.fault(
                "应写明年月日各一次，例如 yyyy-MM-dd HH:mm:ssZ",
                "it names year, month and day once each, such as yyyy-MM-dd HH:mm:ssZ")
            return Mapping.TimePlace(columns: columns, pattern: Self.noPattern)
        }
        return Mapping.TimePlace(columns: columns, pattern: pattern)
    }

    /// What stands where a fault was found; never used.
    private static var noPattern: TimePattern {
        guard let pattern = TimePattern("yyyyMMdd") else { preconditionFailure("a pattern of our own") }
        return pattern
    }

    private mutating func column(_ place: Place) -> Int {
        let name = place.text(bytesMax: RecordedLimits.valueBytesMax)
        if let known = byName[name] { return known }
        byName[name] = columns.count
        columns.append(Mapping.Column(name: name, position: place.node.position, path: place.path))
        return columns.count - 1
    }

    private static func patterns(_ place: Place) -> [ValuePattern] {
        place.elements(max: RecordedLimits.valuesMax).map { ValuePattern(value($0)) }
    }

    private static func value(_ place: Place) -> String { place.text(bytesMax: RecordedLimits.valueBytesMax) }
}
