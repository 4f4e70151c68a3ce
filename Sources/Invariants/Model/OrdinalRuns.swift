/// Ordinals in order, in runs of limited length. O(log n) to find, and at most ``runMax`` moved. Not the dispatch's own
/// structure, which is among what is checked.
struct OrdinalRuns: Sendable {
    /// None is empty.
    private var runs: [[UInt64]] = []

    private static let runMax = 256

    /// Nothing if it is in.
    mutating func insert(_ ordinal: UInt64) {
        guard !runs.isEmpty else {
            runs.append([ordinal])
            return
        }
        let run = min(run(of: ordinal), runs.count - 1)
        let place = Self.place(of: ordinal, in: runs[run])
        if place < runs[run].count, runs[run][place] == ordinal { return }
        runs[run].insert(ordinal, at: place)
        guard runs[run].count > Self.runMax else { return }
        // What comes at the end leaves a full run behind it.
        let keeps = run == runs.count - 1 && place == Self.runMax ? Self.runMax : Self.runMax / 2
        let rest = Array(runs[run][keeps...])
        runs[run].removeSubrange(keeps...)
        runs.insert(rest, at: run + 1)
    }

    /// Nothing if it is not in.
    mutating func remove(_ ordinal: UInt64) {
        let run = run(of: ordinal)
        guard run < runs.count else { return }
        let place = Self.place(of: ordinal, in: runs[run])
        guard place < runs[run].count, runs[run][place] == ordinal else { return }
        runs[run].remove(at: place)
        if runs[run].isEmpty { runs.remove(at: run) }
    }

    /// The first, in order, that `isRight` and is below `end`. O(those before it).
    func first(before end: UInt64 = .max, where isRight: (UInt64) -> Bool) -> UInt64? {
        for run in runs {
            for ordinal in run {
                if ordinal >= end { return nil }
                if isRight(ordinal) { return ordinal }
            }
        }
        return nil
    }

    /// The first run whose last is not before `ordinal`.
    private func run(of ordinal: UInt64) -> Int {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle][runs[middle].count - 1] < ordinal { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func place(of ordinal: UInt64, in run: [UInt64]) -> Int {
        var (low, high) = (0, run.count)
        while low < high {
            let middle = (low + high) / 2
            if run[middle] < ordinal { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
