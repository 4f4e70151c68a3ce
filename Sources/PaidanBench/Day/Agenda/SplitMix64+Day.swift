internal import Seeds

extension SplitMix64 {
    /// A generator for one thing among many of a kind: what is drawn for one does not go by what was drawn for others.
    static func of(_ seed: UInt64, _ part: DayPart, _ number: UInt64) -> SplitMix64 {
        // One output after another is one step of the state: numbers that go into it as they are would overlap.
        var mixed = SplitMix64(seed: seed &+ part.rawValue)
        var own = SplitMix64(seed: mixed.next() ^ number)
        return own.fork()
    }

    /// One of the keys, by their weights.
    mutating func weighted<Value>(_ choices: KeyValuePairs<Value, Int>) -> Value {
        var rest = below(choices.reduce(0) { $0 + $1.value })
        for (value, weight) in choices {
            if rest < weight { return value }
            rest -= weight
        }
        preconditionFailure("it was below the sum of the weights")
    }

    /// A number in `range`, the low ones more often: a third of the way on average.
    mutating func mostlyLow(_ range: ClosedRange<Int>) -> Int {
        let share = below(1 << 20)
        return range.lowerBound + (range.upperBound - range.lowerBound) * (share * share >> 20) >> 20
    }
}

/// What draws are for.
enum DayPart: UInt64 {
    case agent = 1, arrival, request, answer, work, verdict, followUp
}
