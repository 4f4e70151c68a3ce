/// Draws do not use the standard library's `random(in:using:)`, whose way from bits to a range is not promised to stay
/// the same; a failing seed must fail in the next toolchain too.
extension SplitMix64 {
    /// A number from 0 up to, not including, `bound`, which is positive.
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "there is a number to draw")
        // The high word of the product; the bias, at most bound / 2^64, is of no matter here.
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number in `range`, which is not empty.
    public mutating func number(in range: Range<Int>) -> Int { range.lowerBound + below(range.count) }

    /// A number in `range`.
    public mutating func number(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True `part` times out of `whole`.
    public mutating func chance(_ part: Int, in whole: Int) -> Bool { below(whole) < part }

    /// True every other time.
    public mutating func coin() -> Bool { next() & 1 == 1 }

    /// One of `choices`, which is not empty.
    public mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
        choices[choices.index(choices.startIndex, offsetBy: below(choices.count))]
    }

    /// `count` bytes of any value.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count { bytes.append(littleEndian: next()) }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// A generator of its own, so that what one part draws does not move the draws of another.
    public mutating func fork() -> SplitMix64 { SplitMix64(seed: next()) }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian word: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) { append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
    }
}
