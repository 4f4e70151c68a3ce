/// Shares as integers, so that every machine computes the same ones.
enum Millionths {
    static let whole: UInt64 = 1_000_000

    /// `part` of `whole`, rounded down; 1 if it is more than that.
    /// - Precondition: `whole` is not 0.
    static func share(_ part: UInt64, of whole: UInt64) -> UInt64 {
        guard part < whole else { return self.whole }
        return whole.dividingFullWidth(self.whole.multipliedFullWidth(by: part)).quotient
    }

    /// The same of lengths of time in milliseconds; none below 0.
    static func share(_ part: Int64, of whole: Int64) -> UInt64 {
        share(UInt64(max(0, part)), of: UInt64(whole))
    }
}
