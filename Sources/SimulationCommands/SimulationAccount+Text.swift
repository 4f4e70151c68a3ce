internal import EventRendering
internal import PaidanCommands
internal import Policies
internal import RecordedWork
internal import Simulation

extension SimulationAccount {
    /// As a terminal shows it.
    func lines(_ language: Language, hasColours: Bool) -> [String] {
        var lines = [summary(language)]
        lines += blemishLines(language)
        lines += [""] + table(language).lines(hasColours: hasColours)
        lines += [""] + scoreTable(language).lines(hasColours: hasColours)
        lines += [promptnessLine(language), ""] + verdictTable(language).lines(hasColours: hasColours)
        let caveats = caveats(language)
        if !caveats.isEmpty { lines += [""] + caveats }
        return lines
    }

    func summary(_ language: Language) -> String {
        let name = language(sources.mapping.name.chinese, sources.mapping.name.english)
        let (cases, rows) = (sources.record.cases.count, sources.record.rowCount)
        let (agents, skills) = (workload.agents.count, workload.skills.count)
        let (arrivals, events) = (workload.arrivals.count, report.events.first ?? 0)
        return language(
            "\(name)：\(rows) 行、\(cases) 个案件，其中 \(arrivals) 个需要人处理，\(report.compared) 个可比较；"
                + "\(agents) 人，\(skills) 项技能；\(report.seeds) 次运行，日志 \(events) 个事件",
            "\(name): \(Amounts.count(rows, "row")), \(Amounts.count(cases, "case")), of which \(arrivals) for "
                + "somebody to take, and \(report.compared) to compare; "
                + "\(Amounts.count(agents, "person", plural: "people")), \(Amounts.count(skills, "skill")); "
                + "\(Amounts.count(report.seeds, "run")), "
                + "\(Amounts.count(events, "event")) in the log")
    }

    private func blemishLines(_ language: Language) -> [String] {
        let kinds = sources.record.blemishes.byKind.map { "\($0.kind.rawValue) \($0.count)" }
        guard !kinds.isEmpty else { return [language("记录没有瑕疵", "the record has no blemishes")] }
        let all = kinds.joined(separator: language.listComma)
        return [language("记录的瑕疵（逐行见 blemishes.csv）：", "blemishes of the record (row by row in blemishes.csv): ") + all]
    }

    private func table(_ language: Language) -> Table {
        let titles = titles(language)
        var table = Table([(titles[0], .left)] + titles.dropFirst().map { ($0, .right) })
        for row in rows(language) { table.add(row) }
        return table
    }

    func titles(_ language: Language) -> [String] {
        [language("指标", "measure")] + Chooser.allCases.map { Self.name($0, language) }
    }

    /// A row for each measure, a column for each who chose.
    func rows(_ language: Language) -> [[String]] {
        Measured.allCases.map { measured in
            [Self.name(measured, language)]
                + Chooser.allCases.map { chooser in
                    report.estimate(measured, chooser).map { Self.amount($0, measured.unit) } ?? "—"
                }
        }
    }

    /// Scores as shares of the best assignment of the same batches.
    var scoreShares: [(chooser: Chooser, share: Estimate?)] {
        [
            (.recorded, report.scoreShare(\.recorded, of: \.bestOfRecorded)),
            (.paidan, report.scoreShare(\.chosen, of: \.best)),
            (.roundRobin, report.scoreShare(\.roundRobin, of: \.best)),
            (.fewestOpen, report.scoreShare(\.fewestOpen, of: \.best)),
        ]
    }

    /// What the engine offered, and what it held back.
    func promptnessLine(_ language: Language) -> String {
        let all = report.promptness
        let offered = all.reduce(0) { $0 + $1.offered }
        let heldBack = all.reduce(0) { $0 + $1.heldBack }
        let never = all.reduce(0) { $0 + $1.neverOffered }
        return language(
            "各次运行共派出 \(offered) 件；其中 \(heldBack) 件因刚上线者的均衡规则而稍候；\(never) 件至记录结束仍无人可接",
            "\(Amounts.count(offered, "offer")) in all runs; \(heldBack) waited as who just signed in is not given the "
                + "whole queue; for \(never) nobody came before the record ends")
    }

    private func scoreTable(_ language: Language) -> Table {
        var table = Table(
            [(language("总得分占最优", "score, of the best"), .left)]
                + Chooser.allCases.map { (Self.name($0, language), .right) })
        let shares = Chooser.allCases.map { chooser in scoreShares.first { $0.chooser == chooser }?.share }
        let batches = report.scores.first ?? BatchScores()
        let label = language(
            "\(batches.batches) 批，\(batches.ticketsTogether) 件成批",
            "\(batches.batches) batches, \(batches.ticketsTogether) together")
        table.add([label] + shares.map { $0.map { Self.percent($0) } ?? "—" })
        return table
    }

    private static func percent(_ estimate: Estimate) -> String {
        let mean = Figures.decimal(estimate.mean * 100, 3) + "%"
        guard let half = estimate.halfWidth, half > 0 else { return mean }
        return "\(mean) ±\(Figures.decimal(half * 100, 3))%"
    }

    private func verdictTable(_ language: Language) -> Table {
        var table = Table([(language("目标", "target"), .left), ("", .right), ("", .left)])
        for verdict in report.verdicts {
            table.add([
                text(verdict.target, language), verdict.figure.map { figure(verdict.target, $0) } ?? "",
                reached(verdict.isReached, language),
            ])
        }
        return table
    }

    func figure(_ target: TargetVerdict.Target, _ value: Double) -> String {
        switch target {
        case .prompt: Figures.decimal(value, 0)
        case .score: Figures.decimal(value * 100, 3) + "%"
        case .waitUnderFiveMinutes: Figures.seconds(value)
        case .loadBelowRecorded, .loadBelowRoundRobin, .utilisationBelowRecorded, .utilisationBelowRoundRobin,
            .takenBelowRecorded, .takenBelowRoundRobin:
            Figures.decimal(value, 3)
        }
    }

    func reached(_ isReached: Bool?, _ language: Language) -> String {
        switch isReached {
        case true?: language("达到", "reached")
        case false?: language("未达到", "not reached")
        case nil: language("记录无法显示", "the record cannot show it")
        }
    }
}
