package import Events

/// How much of a time somebody was on line who can take a case: nobody can dispatch to people who are not there.
package struct StaffedTime {
    /// Apart from one another, in the order of time, and the milliseconds of all before.
    private struct Spans {
        var spans: [Range<Instant>] = []
        var before: [Int64] = []

        /// Milliseconds until `instant`. Logarithmic.
        func until(_ instant: Instant) -> Int64 {
            var (low, high) = (0, spans.count)
            while low < high {
                let middle = (low + high) / 2
                if spans[middle].lowerBound <= instant { low = middle + 1 } else { high = middle }
            }
            guard low > 0 else { return 0 }
            let last = spans[low - 1]
            return before[low - 1] + min(instant, last.upperBound).milliseconds - last.lowerBound.milliseconds
        }
    }

    private let everybody: Spans
    private let bySkill: [Spans]

    package init(_ workload: Workload) {
        let takers = Takers(workload)
        func spans(_ skill: Int?) -> Spans {
            var all = Spans()
            let shifts = takers[skill].flatMap { workload.agents[$0].shifts }
            for shift in shifts.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
                all.spans.append(merging: shift)
            }
            var sum: Int64 = 0
            for span in all.spans {
                all.before.append(sum)
                sum += span.upperBound.milliseconds - span.lowerBound.milliseconds
            }
            return all
        }
        everybody = spans(nil)
        bySkill = workload.skills.indices.map { spans($0) }
    }

    /// Seconds.
    package func between(_ from: Instant, _ to: Instant, skill: Int?) -> Double {
        let spans = skill.map { bySkill[$0] } ?? everybody
        return Double(max(0, spans.until(to) - spans.until(from))) / 1_000
    }
}
