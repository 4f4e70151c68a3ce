internal import CommitLog
internal import EventRendering
internal import Events
internal import Invariants
internal import JSONText
internal import Merkle
internal import Policies
internal import SegmentLog

/// What an audit found, for people and for programs.
enum AuditReport {
    static func lines(_ report: VerificationReport, _ auditor: Auditor?, _ language: Language) -> String {
        var lines = report.corruptions.map { VerificationText.line($0, language) }
        let isSound = report.isSound
        lines.append(
            language(
                "日志：\(report.records) 条记录，\(Amounts.bytes(report.bytes, language))，\(isSound ? "无损坏" : "已损坏，未核对规则")",
                "log: \(Amounts.count(report.records, "record")), \(Amounts.bytes(report.bytes, language)), "
                    + (isSound ? "no corruption" : "corrupt; the rules were not checked")))
        guard let auditor else { return lines.joined(separator: "\n") }
        lines += auditor.violations.map { line($0, language) }
        let untold = auditor.violationCount - UInt64(auditor.violations.count)
        if untold > 0 { lines.append(language("另有 \(untold) 处", "and \(untold) more")) }
        lines.append(total(auditor, language))
        return lines.joined(separator: "\n")
    }

    private static func total(_ auditor: Auditor, _ language: Language) -> String {
        let (count, rules) = (auditor.violationCount, Invariant.allCases.count)
        return language(
            "规则：\(auditor.eventCount) 个事件，\(auditor.ticketCount) 张工单（\(auditor.openCount) 张未关闭），"
                + "\(auditor.agentCount) 人，\(rules) 条规则，" + (count == 0 ? "全部成立" : "\(count) 处违反"),
            "rules: \(Amounts.count(auditor.eventCount, "event")), \(Amounts.count(auditor.ticketCount, "ticket")) "
                + "(\(auditor.openCount) open), \(Amounts.count(UInt64(auditor.agentCount), "agent")), "
                + "\(rules) invariants, " + (count == 0 ? "all hold" : Amounts.count(count, "violation")))
    }

    private static func line(_ violation: Violation, _ language: Language) -> String {
        var whom: [String] = []
        if violation.ticket != nil { whom.append(language("工单 ", "ticket ") + named(violation)) }
        if let agent = named(agent: violation) { whom.append(language("人员 ", "agent ") + agent) }
        let place = ([language("事件 ", "event ") + "\(violation.sequence)"] + whom).joined(
            separator: language("，", ", "))
        let (rule, expected) = (violation.invariant.rule[language], violation.expected[language])
        return "\(place)\(language("：", ": "))\(violation.invariant.rawValue) (\(rule))"
            + "\(language("：", ": "))\(expected)"
    }

    /// Nil where it concerns none.
    private static func named(agent violation: Violation) -> String? {
        violation.agent.map { violation.identifier.isEmpty ? "#\($0.rawValue)" : violation.identifier }
    }

    private static func named(_ violation: Violation) -> String {
        violation.number.isEmpty ? "#\(violation.ticket?.rawValue ?? 0)" : violation.number
    }

    static func json(_ report: VerificationReport, _ auditor: Auditor?, _ language: Language) -> JSON {
        let isSound = report.isSound && auditor?.violationCount == 0
        return [
            "isSound": .bool(isSound),
            "log": [
                "records": JSON(report.records), "bytes": JSON(report.bytes), "size": JSON(report.size.value),
                "root": JSON(report.root?.base64), "corruptions": .array(report.corruptions.map(JSON.init)),
            ],
            "rules": auditor.map { json($0, language) } ?? .null,
        ]
    }

    private static func json(_ auditor: Auditor, _ language: Language) -> JSON {
        [
            "events": JSON(auditor.eventCount), "tickets": JSON(auditor.ticketCount),
            "open": JSON(UInt64(auditor.openCount)), "agents": JSON(UInt64(auditor.agentCount)),
            "invariants": .array(
                Invariant.allCases.map {
                    ["code": .string($0.rawValue), "rule": .string($0.rule[language])]
                }),
            "violationCount": JSON(auditor.violationCount),
            "violations": .array(auditor.violations.map { json($0, language) }),
        ]
    }

    private static func json(_ violation: Violation, _ language: Language) -> JSON {
        [
            "invariant": .string(violation.invariant.rawValue), "sequence": JSON(violation.sequence),
            "ticket": violation.ticket == nil ? .null : .string(named(violation)),
            "agent": JSON(named(agent: violation)),
            "expected": .string(violation.expected[language]),
        ]
    }
}
