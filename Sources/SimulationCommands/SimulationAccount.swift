internal import EventRendering
internal import JSONText
internal import PaidanCommands
internal import RecordedWork
internal import Simulation

/// What a simulation has to tell, for people and for programs.
struct SimulationAccount {
    let sources: SimulationSources
    let report: SimulationReport

    init(_ sources: SimulationSources, _ report: SimulationReport) {
        self.sources = sources
        self.report = report
    }

    var workload: Workload { report.workload }

    static func name(_ chooser: Chooser, _ language: Language) -> String {
        switch chooser {
        case .recorded: language("实际记录", "recorded")
        case .paidan: language("派单", "Paidan")
        case .roundRobin: language("轮流", "round robin")
        case .fewestOpen: language("最少在办", "fewest open")
        }
    }

    static func name(_ measured: Measured, _ language: Language) -> String {
        switch measured {
        case .waitMean: language("平均等待", "mean wait")
        case .waitMedian: language("等待中位数", "median wait")
        case .waitP90: language("等待 p90", "p90 of waiting")
        case .staffedWaitMean: language("有人在线时的平均等待", "mean wait while staffed")
        case .withinFiveMinutes: language("5 分钟内派出", "within 5 minutes")
        case .onTime: language("按时响应率", "on time")
        case .openDeviation: language("在办数标准差", "deviation of open load")
        case .openGini: language("在办数基尼系数", "Gini of open load")
        case .utilisationDeviation: language("饱和度标准差（在办÷容量）", "deviation of load by capacity")
        case .utilisationGini: language("饱和度基尼系数", "Gini of load by capacity")
        case .takenDeviation: language("每小时接单变异系数", "variation of cases an hour")
        case .takenGini: language("每小时接单基尼系数", "Gini of cases an hour")
        case .gaveUp: language("放弃率", "gave up")
        }
    }

    /// What the record cannot show, said where the figures stand.
    func caveats(_ language: Language) -> [String] {
        var caveats: [String] = []
        if !workload.tellsAcceptance {
            caveats.append(
                language(
                    "记录没有写明何时有人接手：无法与实际派单时间比较。",
                    "The record does not say when anybody took a case: there is no recorded dispatch to compare with."))
        }
        let begun = report.beginsWithTaking
        if begun > 0.2 {
            let share = Figures.share(begun)
            caveats.append(
                language(
                    "\(share) 的案件一出现就已有人接手：此前等了多久，记录没有写。",
                    "\(share) of the cases begin with being taken: the record does not say how long they had waited."))
        }
        if workload.isOneDesk {
            caveats.append(
                language(
                    "记录没有写明经办人：只有一个办理单位，负荷与得分无从比较。",
                    "The record names nobody: there is one desk, so loads and scores have nothing to be compared with.")
            )
        }
        if workload.skills.isEmpty {
            caveats.append(
                language("记录没有类别：任何人都可接任何案件。", "The record has no categories: anybody can take anything."))
        }
        if workload.agents.count > 1, workload.agents.allSatisfy({ $0.capacity == 1 }) {
            caveats.append(
                language(
                    "每人一次只办一件：在办数非 0 即 1，只随来量变化；均衡看每小时接单。",
                    "Everybody has one case at a time: open load is 0 or 1 and goes by the traffic alone; balance "
                        + "shows in cases an hour."))
        }
        if !workload.hasPriorities {
            caveats.append(
                language("记录没有优先级：都按方案的默认优先级计。", "The record has no priorities: all have the policy's ordinary one."))
        }
        return caveats
    }

    func text(_ target: TargetVerdict.Target, _ language: Language) -> String {
        switch target {
        case .prompt:
            language("有人可接的案件一秒内派出；迟派的件数", "offered within a second where somebody could take it; cases late")
        case .loadBelowRecorded:
            language("在办数标准差比实际至少低 20%；与实际之比", "deviation of load 20% below the record; ratio to it")
        case .loadBelowRoundRobin:
            language("在办数标准差低于轮流；与轮流之比", "deviation of load below round robin; ratio to it")
        case .utilisationBelowRecorded:
            language("饱和度标准差比实际至少低 20%；与实际之比", "deviation of load by capacity 20% below the record; ratio")
        case .utilisationBelowRoundRobin:
            language("饱和度标准差低于轮流；与轮流之比", "deviation of load by capacity below round robin; ratio")
        case .takenBelowRecorded:
            language("每小时接单变异系数比实际至少低 20%；与实际之比", "variation of cases an hour 20% below the record; ratio")
        case .takenBelowRoundRobin:
            language("每小时接单变异系数低于轮流；与轮流之比", "variation of cases an hour below round robin; ratio")
        case .score: language("总得分与最优之差在 2% 内；占最优之比", "total score within 2% of the best; share of it")
        case .waitUnderFiveMinutes:
            language(
                "有人在线时平均 5 分钟内派出；平均等待", "dispatch within 5 minutes while somebody is there; mean wait")
        }
    }

    static func amount(_ value: Double, _ unit: Measured.Unit) -> String {
        switch unit {
        case .seconds: Figures.seconds(value)
        case .share: Figures.share(value)
        case .cases, .plain: Figures.decimal(value, 3)
        }
    }

    static func amount(_ estimate: Estimate, _ unit: Measured.Unit) -> String {
        let mean = amount(estimate.mean, unit)
        guard let half = estimate.halfWidth, half > 0 else { return mean }
        return "\(mean) ±\(amount(half, unit))"
    }
}

/// Numbers as people read them.
enum Figures {
    /// With so many digits behind the point, rounded.
    static func decimal(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 1e15 else { return "∞" }
        let whole = UInt64(scaled)
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let fraction = String(whole % UInt64(scale))
        return "\(sign)\(whole / UInt64(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }

    static func share(_ value: Double) -> String { decimal(value * 100, 1) + "%" }

    static func seconds(_ value: Double) -> String {
        switch value {
        case ..<120: decimal(value, value < 10 ? 2 : 0) + " s"
        case ..<7_200: decimal(value / 60, 1) + " min"
        case ..<172_800: decimal(value / 3_600, 1) + " h"
        default: decimal(value / 86_400, 1) + " d"
        }
    }
}
