internal import Events

/// The spans of an agent's time on line that have ended, as far back as any window reaches.
struct OnlineTime: Sendable {
    private struct Span {
        var from: Int64
        var to: Int64
        /// Milliseconds of all spans ever kept, up to the end of this one.
        var total: Int64
    }

    /// Ascending; they do not overlap.
    private var spans: [Span] = []

    /// What is older is dropped, and a longer window counts no more than this: a day.
    static let kept: Int64 = 24 * 3_600 * 1_000

    /// Remembers a span; the spans come in the order of time. O(1) amortised.
    mutating func add(from: Instant, to: Instant) {
        let (from, to) = (from.milliseconds, to.milliseconds)
        guard from < to else { return }
        let stale = firstEnding(after: to - Self.kept)
        // Half at a time, so that each is moved once at most.
        if stale > spans.count / 2 { spans.removeFirst(stale) }
        spans.append(Span(from: from, to: to, total: (spans.last?.total ?? 0) + to - from))
    }

    /// How much of the time after `start` was on line, in milliseconds. O(log n) of the spans.
    func milliseconds(after start: Int64) -> Int64 {
        guard let last = spans.last, last.to > start else { return 0 }
        let first = spans[firstEnding(after: start)]
        return last.total - first.total + first.to - max(first.from, start)
    }

    private func firstEnding(after start: Int64) -> Int {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].to > start { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
