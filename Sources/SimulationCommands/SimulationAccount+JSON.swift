internal import EventRendering
internal import Events
internal import JSONText
internal import RecordedWork
internal import Simulation

extension SimulationAccount {
    /// As `schemas/cli/simulate.schema.json` has it: times in milliseconds, everything else in millionths.
    var json: JSON {
        .object([
            ("mapping", .string(sources.mappingName)), ("profile", .string(sources.profile)),
            ("record", recordJSON), ("inference", inferenceJSON), ("seeds", JSON(report.seeds)),
            ("events", JSON(report.events.first ?? 0)),
            ("measures", .array(Measured.allCases.map(measureJSON))), ("scores", scoresJSON),
            ("promptness", promptnessJSON), ("targets", .array(report.verdicts.map(Self.verdictJSON))),
            ("caveats", .array(caveats(.english).map { .string($0) })),
        ])
    }

    private var recordJSON: JSON {
        [
            "rows": JSON(sources.record.rowCount), "cases": JSON(sources.record.cases.count),
            "arrivals": JSON(workload.arrivals.count), "compared": JSON(report.compared),
            "agents": JSON(workload.agents.count), "skills": JSON(workload.skills.count),
            "blemishes": .object(
                sources.record.blemishes.byKind.map { ($0.kind.rawValue, JSON($0.count)) }),
        ]
    }

    private var inferenceJSON: JSON {
        let inference = workload.inference
        return [
            "leftOut": JSON(inference.leftOut), "servicesImputed": JSON(inference.servicesImputed),
            "skillsReplaced": JSON(inference.skillsReplaced), "skillsMerged": JSON(inference.skillsMerged),
            "paddingMilliseconds": JSON(Int(inference.padding.milliseconds)),
        ]
    }

    private func measureJSON(_ measured: Measured) -> JSON {
        let isTime = measured.unit == .seconds
        let values = Chooser.allCases.map { chooser in
            (
                chooser.rawValue,
                report.estimate(measured, chooser).map { Self.json($0, by: isTime ? 1e3 : 1e6) } ?? .null
            )
        }
        return .object([
            ("code", .string(measured.rawValue)), ("unit", .string(isTime ? "milliseconds" : "millionths")),
            ("values", .object(values.map { (name: $0.0, value: $0.1) })),
        ])
    }

    private static func json(_ estimate: Estimate, by scale: Double) -> JSON {
        [
            "mean": number(estimate.mean * scale), "low": estimate.low.map { number($0 * scale) } ?? .null,
            "high": estimate.high.map { number($0 * scale) } ?? .null,
        ]
    }

    private static func number(_ value: Double) -> JSON { .signed(Int64(max(-9e15, min(9e15, value.rounded())))) }

    private var scoresJSON: JSON {
        let batches = report.scores.first ?? BatchScores()
        let shares = scoreShares.map {
            (name: $0.chooser.rawValue, value: $0.share.map { Self.json($0, by: 1e6) } ?? .null)
        }
        return [
            "batches": JSON(batches.batches), "tickets": JSON(batches.tickets),
            "ticketsTogether": JSON(batches.ticketsTogether), "recordedTickets": JSON(batches.recordedTickets),
            "shareOfBest": .object(shares),
        ]
    }

    private var promptnessJSON: JSON {
        let all = report.promptness
        func sum(_ part: KeyPath<Promptness, Int>) -> JSON { JSON(all.reduce(0) { $0 + $1[keyPath: part] }) }
        let slowest = all.map(\.slowest).max() ?? .zero
        return [
            "offered": sum(\.offered), "late": sum(\.late), "heldBack": sum(\.heldBack),
            "neverOffered": sum(\.neverOffered), "scoresUnlike": sum(\.scoresUnlike),
            "slowestMilliseconds": JSON(Int(slowest.milliseconds)),
        ]
    }

    private static func verdictJSON(_ verdict: TargetVerdict) -> JSON {
        [
            "target": .string(verdict.target.rawValue), "isReached": verdict.isReached.map { .bool($0) } ?? .null,
            "figureMillionths": verdict.figure.map { number($0 * 1e6) } ?? .null,
        ]
    }
}
