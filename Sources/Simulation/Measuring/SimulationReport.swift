/// All that a simulation has to tell.
package struct SimulationReport: Sendable {
    package var workload: Workload
    /// Of the record itself and of each seed, by chooser; the record has one.
    package var measures: [Chooser: [Measures]] = [:]
    /// By seed; the first is the record itself.
    package var promptness: [Promptness] = []
    package var scores: [BatchScores] = []
    package var events: [UInt64] = []
    /// How many cases could be compared.
    package var compared = 0

    package init(_ workload: Workload) { self.workload = workload }

    package var seeds: Int { promptness.count }

    /// The share of cases that the record knows only from the moment at which somebody took them.
    package var beginsWithTaking: Double {
        let taken = workload.arrivals.filter { $0.happened.acceptedAt != nil }
        return Double(taken.count { $0.happened.acceptedAt == $0.at }) / Double(max(1, taken.count))
    }

    /// Nil where the record does not say.
    package func estimate(_ measured: Measured, _ chooser: Chooser) -> Estimate? {
        guard let all = measures[chooser], !all.isEmpty else { return nil }
        return Estimate(all.map(measured.value))
    }

    /// Of the score of all offers, how much the best assignment would have had, for one who chose.
    package func scoreShare(_ score: KeyPath<BatchScores, UInt64>, of best: KeyPath<BatchScores, UInt64>) -> Estimate? {
        let shares = scores.compactMap { scores -> Double? in
            let whole = scores[keyPath: best]
            return whole > 0 ? Double(scores[keyPath: score]) / Double(whole) : nil
        }
        return shares.isEmpty ? nil : Estimate(shares)
    }
}

/// Whether a target was reached; nil where the record cannot show it.
package struct TargetVerdict: Sendable {
    package enum Target: String, CaseIterable, Sendable {
        case prompt
        case loadBelowRecorded = "load-below-recorded"
        case loadBelowRoundRobin = "load-below-round-robin"
        case utilisationBelowRecorded = "utilisation-below-recorded"
        case utilisationBelowRoundRobin = "utilisation-below-round-robin"
        case takenBelowRecorded = "taken-below-recorded"
        case takenBelowRoundRobin = "taken-below-round-robin"
        case score
        case waitUnderFiveMinutes = "wait-under-five-minutes"
    }

    package let target: Target
    package let isReached: Bool?
    /// What it is judged by.
    package let figure: Double?
}

extension SimulationReport {
    package var verdicts: [TargetVerdict] { TargetVerdict.Target.allCases.map(verdict) }

    private func verdict(_ target: TargetVerdict.Target) -> TargetVerdict {
        switch target {
        case .prompt:
            let late = promptness.reduce(0) { $0 + $1.late }
            return TargetVerdict(target: target, isReached: late == 0, figure: Double(late))
        case .loadBelowRecorded: return below(.openDeviation, .recorded, target)
        case .loadBelowRoundRobin: return below(.openDeviation, .roundRobin, target)
        case .utilisationBelowRecorded: return below(.utilisationDeviation, .recorded, target)
        case .utilisationBelowRoundRobin: return below(.utilisationDeviation, .roundRobin, target)
        case .takenBelowRecorded: return below(.takenDeviation, .recorded, target)
        case .takenBelowRoundRobin: return below(.takenDeviation, .roundRobin, target)
        case .score:
            // With one desk there is nothing to choose.
            let share = workload.isOneDesk ? nil : scoreShare(\.chosen, of: \.best)?.mean
            return TargetVerdict(target: target, isReached: share.map { $0 >= 0.98 }, figure: share)
        case .waitUnderFiveMinutes:
            let mean = measures[.paidan].map { Statistics.mean($0.map(\.staffedWaitMean)) }
            return TargetVerdict(target: target, isReached: mean.map { $0 < 300 }, figure: mean)
        }
    }

    /// A fifth below what people did; below whoever else chose.
    private func below(_ measured: Measured, _ chooser: Chooser, _ target: TargetVerdict.Target) -> TargetVerdict {
        let ratio = ratio(measured, to: chooser)
        let isReached = ratio.map { chooser == .recorded ? $0 <= 0.8 : $0 < 1 }
        return TargetVerdict(target: target, isReached: isReached, figure: ratio)
    }

    /// Of a measure, the engine's by another's; the record's own run stands beside the record.
    private func ratio(_ measured: Measured, to chooser: Chooser) -> Double? {
        guard !workload.isOneDesk, let own = measures[.paidan], let others = measures[chooser]
        else { return nil }
        let ratios = zip(chooser == .recorded ? [own[0]] : own, others).map { own, other in
            (own: measured.value(of: own), other: measured.value(of: other))
        }
        guard ratios.allSatisfy({ $0.other > 0 }) else { return nil }
        return Statistics.mean(ratios.map { $0.own / $0.other })
    }
}
