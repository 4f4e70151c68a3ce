/// The limits of recorded work, with their reasons.
package enum RecordedLimits {
    /// Rows of a file: a day of the largest team a hundred times over; a row kept takes some hundred bytes.
    package static let rowsMax = 4_000_000
    package static let casesMax = 2_000_000
    /// Bytes of a row, beyond which a quote was never closed.
    package static let rowBytesMax = 1 << 20
    /// Columns of a row: wider than any table that people export.
    package static let columnsMax = 1_000
    /// Blemishes that are kept with their rows; more are only counted.
    package static let blemishesMax = 1_000_000
    /// Rules of a mapping, and values of one condition.
    package static let stepsMax = 64
    package static let valuesMax = 1_000
    /// UTF-8 bytes of a column's name or a value that a mapping says.
    package static let valueBytesMax = 256
    package static let patternBytesMax = 64

    static func check() {
        precondition(casesMax <= rowsMax, "a case has a row")
        precondition(patternBytesMax <= valueBytesMax, "a pattern is a value of a mapping")
    }
}
