internal import EventRendering
internal import JSONText
internal import PaidanCommands
internal import Policies
internal import RecordedWork

/// What became of a record's cases.
struct ImportAccount {
    private(set) var made = 0
    private(set) var existing = 0
    private(set) var refused = 0
    private(set) var refusals: [(case: String, reason: String)] = []
    /// Of the cases that are there, as the record tells them.
    private(set) var steps: [HistoryStep.Action: Int] = [:]
    private(set) var leftOpen = 0
    private(set) var people: Set<String> = []
    private(set) var untaken: [Untaken: Int] = [:]
    var milliseconds: UInt64 = 0

    var done: Int { made + existing + refused }

    /// More are only counted.
    private static let refusalsMax = 1_000

    mutating func take(_ history: CaseHistory, isNew: Bool) {
        if isNew { made += 1 } else { existing += 1 }
        for step in history.steps { steps[step.action, default: 0] += 1 }
        people.formUnion(history.steps.compactMap(\.person))
        for (kind, count) in history.untaken { untaken[kind, default: 0] += count }
        if history.isLeftOpen { leftOpen += 1 }
    }

    mutating func refuse(_ name: String, _ reason: String) {
        refused += 1
        if refusals.count < Self.refusalsMax { refusals.append((name, reason)) }
    }

    func count(_ action: HistoryStep.Action) -> Int { steps[action] ?? 0 }
}

extension ImportAccount {
    /// `schemas/cli/import.schema.json`
    func json(_ sources: ImportSources) -> JSON {
        let untaken = Untaken.allCases.compactMap { kind in self.untaken[kind].map { (kind.rawValue, JSON($0)) } }
        let blemishes = sources.record.blemishes.byKind.map { ($0.kind.rawValue, JSON($0.count)) }
        return [
            "source": .string(sources.source), "rows": JSON(sources.record.rowCount),
            "cases": JSON(sources.record.cases.count), "made": JSON(made), "existing": JSON(existing),
            "refused": JSON(refused), "leftOpen": JSON(leftOpen), "agents": JSON(people.count),
            "steps": .object(HistoryStep.Action.allCases.map { ($0.rawValue, JSON(count($0))) }),
            "untaken": .object(untaken), "blemishes": .object(blemishes),
            "refusals": .array(refusals.map { ["case": .string($0.case), "reason": .string($0.reason)] }),
            "milliseconds": JSON(milliseconds),
        ]
    }

    func lines(_ sources: ImportSources, _ language: Language) -> [String] {
        let name = language(sources.mapping.name.chinese, sources.mapping.name.english)
        let cases = sources.record.cases.count
        let seconds = Double(max(milliseconds, 1)) / 1_000
        let rate = Int(Double(done) / seconds)
        var lines = [
            language(
                "\(name)（\(sources.source)）：\(cases) 件，新建 \(made) 张工单，已有 \(existing)，拒绝 \(refused)；"
                    + "每秒 \(rate) 件",
                "\(name) (\(sources.source)): \(Amounts.count(cases, "case")), "
                    + "\(Amounts.count(made, "ticket")) made, \(existing) there already, "
                    + "\(refused) refused; \(rate) a second"),
            language(
                "改派 \(count(.reassigned))，重开 \(count(.reopened))，升级 \(count(.escalated))，\(people.count) 人；"
                    + "\(leftOpen) 件记录没有写完",
                [
                    Amounts.count(count(.reassigned), "reassignment"), Amounts.count(count(.reopened), "reopening"),
                    Amounts.count(count(.escalated), "escalation"),
                    Amounts.count(people.count, "person", plural: "people"),
                ].joined(separator: ", ") + "; the record leaves \(leftOpen) open"),
        ]
        let kept = Untaken.allCases.compactMap { kind in untaken[kind].map { "\(Self.words(kind, language)) \($0)" } }
        if !kept.isEmpty {
            lines.append(
                language("没有成为事件：", "what became no event: ") + kept.joined(separator: language.listComma))
        }
        let blemishes = sources.record.blemishes.byKind.map { "\($0.kind.rawValue) \($0.count)" }
        if !blemishes.isEmpty {
            lines.append(
                language("记录的瑕疵：", "blemishes of the record: ") + blemishes.joined(separator: language.listComma))
        }
        lines += refusals.prefix(Self.refusalsShown).map { "\($0.case.plainLine)\(language("：", ": "))\($0.reason)" }
        if refused > Self.refusalsShown { lines.append(language("……另有拒绝，见 --json", "… more are refused: see --json")) }
        return lines
    }

    private static let refusalsShown = 20

    private static func words(_ untaken: Untaken, _ language: Language) -> String {
        switch untaken {
        case .ready: language("等待人工", "asking for a person")
        case .queued: language("排队", "queueing")
        case .waiting: language("等待客户", "waiting for the customer")
        case .movedUnheld: language("无人持有时转组", "moved while nobody had it")
        case .takenUnnamed: language("未写明由谁接手", "taken by nobody named")
        case .endUndone: language("未重开却继续处理", "an end after which it went on")
        case .endRepeated: language("重复的结束", "an end told again")
        }
    }
}
