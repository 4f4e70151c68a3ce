internal import Events

/// How many of those looked at could take the ticket, and how many could not, by the reason.
struct Counts: Sendable {
    var eligible = 0
    /// By the reason's number; 0 is not used.
    private var leftOut = [Int](repeating: 0, count: LeftOut.allCases.count + 1)

    subscript(reason: LeftOut) -> Int {
        get { leftOut[Int(reason.rawValue)] }
        set { leftOut[Int(reason.rawValue)] = newValue }
    }

    /// In the order of the reasons.
    var stored: [LeftOutCount] {
        LeftOut.allCases.compactMap { self[$0] > 0 ? LeftOutCount($0, count: UInt64(self[$0])) : nil }
    }
}
