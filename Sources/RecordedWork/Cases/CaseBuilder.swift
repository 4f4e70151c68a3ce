internal import Calendars
internal import Events

/// Makes a case out of its rows, by the rules of the mapping.
struct CaseBuilder {
    private let mapping: Mapping
    private let zone: TimeZoneRules
    /// What the activity column may say.
    private let activities: [ValuePattern]

    init(_ mapping: Mapping, zone: TimeZoneRules) {
        self.mapping = mapping
        self.zone = zone
        let column = mapping.activity?.column
        let conditions = mapping.steps.flatMap { $0.when + $0.unless }.filter { $0.column == column }
        activities = conditions.flatMap(\.values) + (mapping.activity?.ignored ?? [])
    }

    /// What rules remember from row to row.
    private struct Memory {
        /// By column, the last value.
        var values: [String?]
        /// By rule, the last value of a row that fulfilled its conditions.
        var changing: [String?]
        /// What of the case's life came last.
        var life: StepKind?
        /// The last row of which it was said that it names nobody.
        var unnamedRow: Int?
    }

    func build(_ rows: CaseRows, _ blemishes: inout Blemishes) -> RecordedCase {
        let ordered = inOrder(rows, &blemishes)
        var steps: [RecordedStep] = []
        var memory = Memory(
            values: [String?](repeating: nil, count: mapping.columns.count),
            changing: [String?](repeating: nil, count: mapping.steps.count))
        for (index, row) in ordered.enumerated() {
            checkActivity(row, rows.name, &blemishes)
            let known = steps.count
            let life = memory.life
            for rule in mapping.steps.indices {
                guard applies(rule, row, isFirst: index == 0, isLast: index == ordered.count - 1, life, &memory),
                    let step = step(mapping.steps[rule], row, rows.name, &memory, &blemishes)
                else { continue }
                if step.kind != .ready, let before = steps[known...].last(where: { $0.kind != .ready }),
                    step.time < before.time
                {
                    let detail = "\(step.kind.rawValue) before \(before.kind.rawValue)"
                    blemishes.add(Blemish(.negativeDuration, row: row.number, caseName: rows.name, detail: detail))
                }
                steps.append(step)
                if step.kind != .moved, step.kind != .escalated { memory.life = step.kind }
            }
            for column in row.values.indices { memory.values[column] = row.values[column] ?? memory.values[column] }
        }
        return finished(rows.name, ordered, steps, &blemishes)
    }

    private func inOrder(_ rows: CaseRows, _ blemishes: inout Blemishes) -> [RecordedRow] {
        var isInOrder = true
        for (row, next) in zip(rows.rows, rows.rows.dropFirst()) where next.time < row.time {
            blemishes.add(Blemish(.outOfOrder, row: next.number, caseName: rows.name))
            isInOrder = false
        }
        return isInOrder ? rows.rows : rows.rows.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
    }

    private func checkActivity(_ row: RecordedRow, _ name: String, _ blemishes: inout Blemishes) {
        guard let column = mapping.activity?.column else { return }
        let value = row.values[column]
        if let value, activities.contains(where: { $0.matches(value) }) { return }
        blemishes.add(Blemish(.unknownActivity, row: row.number, caseName: name, detail: value ?? ""))
    }

    private func applies(
        _ number: Int, _ row: RecordedRow, isFirst: Bool, isLast: Bool, _ life: StepKind?, _ memory: inout Memory
    ) -> Bool {
        let rule = mapping.steps[number]
        guard rule.when.allSatisfy({ $0.holds(row.values[$0.column]) }),
            !rule.unless.contains(where: { $0.holds(row.values[$0.column]) })
        else { return false }
        if let column = rule.changes {
            let before = memory.changing[number]
            memory.changing[number] = row.values[column] ?? before
            guard let before, let value = row.values[column], value != before else { return false }
        }
        if let column = rule.rises {
            guard let before = memory.values[column], let value = row.values[column], Self.isHigher(value, than: before)
            else { return false }
        }
        if rule.isFirst, !isFirst { return false }
        if rule.isLast, !isLast { return false }
        return rule.after.isEmpty || life.map(rule.after.contains) ?? false
    }

    private static func isHigher(_ value: String, than before: String) -> Bool {
        if let value = Int(value), let before = Int(before) { return value > before }
        return value > before
    }

    private func step(
        _ rule: Mapping.StepRule, _ row: RecordedRow, _ name: String, _ memory: inout Memory,
        _ blemishes: inout Blemishes
    ) -> RecordedStep? {
        var time = row.time
        if let place = rule.time {
            guard let own = place.read(row.values, in: zone) else {
                let detail = "\(rule.kind.rawValue) \(place.text(row.values) ?? "")"
                blemishes.add(Blemish(.stepTimeUnreadable, row: row.number, caseName: name, detail: detail))
                return nil
            }
            time = own
        }
        func value(_ column: Int?) -> String? { column.flatMap { row.values[$0] } }
        var step = RecordedStep(rule.kind, at: time, row: row.number)
        let named = rule.isByAnybody ? nil : value(rule.resource ?? mapping.resource) ?? mapping.desk
        step.resource = named.flatMap { name in mapping.programs.contains { $0.matches(name) } ? nil : name }
        step.category = value(mapping.category)
        step.queue = value(mapping.queue)
        if let code = value(mapping.priority) {
            step.priority = mapping.priorities[code]
            if step.priority == nil {
                blemishes.add(Blemish(.unknownPriority, row: row.number, caseName: name, detail: code))
            }
        }
        let needsSomebody = [.accepted, .assigned, .resolved].contains(rule.kind) && !rule.isByAnybody
        // Whoever took it without a name is without one when it is solved in the same row.
        if needsSomebody, named == nil, memory.unnamedRow != row.number {
            memory.unnamedRow = row.number
            blemishes.add(Blemish(.resourceMissing, row: row.number, caseName: name, detail: rule.kind.rawValue))
        }
        return step
    }

    private func finished(
        _ name: String, _ rows: [RecordedRow], _ found: [RecordedStep], _ blemishes: inout Blemishes
    ) -> RecordedCase {
        var steps = found.enumerated().sorted { left, right in
            (left.element.time, left.offset) < (right.element.time, right.offset)
        }.map(\.element)
        if let index = steps.firstIndex(where: { $0.kind == .submitted }) {
            var submitted = steps.remove(at: index)
            if let first = steps.first, first.time < submitted.time {
                let detail = "\(first.kind.rawValue) before submitted"
                blemishes.add(Blemish(.negativeDuration, row: first.row, caseName: name, detail: detail))
                submitted.time = first.time
            }
            steps.insert(submitted, at: 0)
        } else {
            blemishes.add(Blemish(.submissionMissing, row: rows[0].number, caseName: name))
            steps.insert(
                RecordedStep(
                    .submitted, at: min(rows[0].time, steps.first?.time ?? rows[0].time),
                    row: rows[0].number), at: 0)
        }
        if !steps.contains(where: { [.resolved, .closed, .abandoned].contains($0.kind) }) {
            blemishes.add(Blemish(.neverEnded, row: rows[rows.count - 1].number, caseName: name))
        }
        var recorded = RecordedCase(name: name, steps: steps)
        func value(_ column: Int?) -> String? {
            column.flatMap { column in rows.lazy.compactMap { $0.values[column] }.first }
        }
        let channel = value(mapping.channel).flatMap { mapping.channels[$0] }
        recorded.channel = channel ?? (mapping.channelOtherwise.isEmpty ? nil : mapping.channelOtherwise)
        recorded.customer = value(mapping.customer)
        recorded.text = value(mapping.text)
        return recorded
    }
}
