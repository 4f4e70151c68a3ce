/// Something about a row or a case that is not as it should be. Nothing is dropped without one.
package struct Blemish: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The row is not what the format says; it is not used.
        case malformedRow = "malformed-row"
        /// The row has more or fewer fields than the head; it is not used.
        case fieldCount = "field-count"
        /// The row names no case; it is not used.
        case caseMissing = "case-missing"
        /// The row has no time, or one that cannot be read; it is not used.
        case timeUnreadable = "time-unreadable"
        /// A step has no time, or one that cannot be read; the step is left out.
        case stepTimeUnreadable = "step-time-unreadable"
        /// The row is earlier than the one before it of its case; the case is put in the order of time.
        case outOfOrder = "out-of-order"
        /// A duration that the row says is negative, or its end lies before its beginning. The row is used.
        case negativeDuration = "negative-duration"
        /// The activity is none that the mapping knows; the row is kept without a step.
        case unknownActivity = "unknown-activity"
        /// The priority is none that the mapping knows; the case keeps none.
        case unknownPriority = "unknown-priority"
        /// Somebody must have done this, and the record does not say who.
        case resourceMissing = "resource-missing"
        /// One who can serve one customer at a time was recorded with two.
        case overlap
        /// The case begins with something other than its submission; its first row counts as that.
        case submissionMissing = "submission-missing"
        /// The case was never resolved, closed or abandoned.
        case neverEnded = "never-ended"
    }

    package var kind: Kind
    /// Of the file, from 1, its head counted; of a case that has many, the row that shows it.
    package var row: Int
    /// As the record calls it; empty where the row names none.
    package var caseName: String
    /// What stands there.
    package var detail: String

    package init(_ kind: Kind, row: Int, caseName: String = "", detail: String = "") {
        self.kind = kind
        self.row = row
        self.caseName = caseName
        self.detail = detail
    }
}

/// The blemishes of a record: all counted, and kept row by row up to a limit.
package struct Blemishes: Hashable, Sendable {
    package private(set) var rows: [Blemish] = []
    private var counts: [Blemish.Kind: Int] = [:]

    package init() {}

    package mutating func add(_ blemish: Blemish) {
        counts[blemish.kind, default: 0] += 1
        if rows.count < RecordedLimits.blemishesMax { rows.append(blemish) }
    }

    package func count(of kind: Blemish.Kind) -> Int { counts[kind] ?? 0 }

    /// Those that occur, in the order of their declaration.
    package var byKind: [(kind: Blemish.Kind, count: Int)] {
        Blemish.Kind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
    }

    mutating func sort() { rows.sort { ($0.row, $0.kind.rawValue) < ($1.row, $1.kind.rawValue) } }
}
