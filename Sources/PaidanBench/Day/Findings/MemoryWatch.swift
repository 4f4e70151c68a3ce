/// What the daemon had taken of the machine at moments of a day.
struct MemoryWatch: Sendable {
    struct Moment: Sendable {
        var footprint: ProcessFootprint
        var open: Int
        var closed: Int
        /// Processor seconds that everybody on the machine had used.
        var machineSeconds: Double
    }

    private(set) var moments: [Moment] = []

    mutating func note(_ moment: Moment) { moments.append(moment) }

    var first: Moment { moments[0] }
    var middle: Moment { moments[moments.count / 2] }
    var last: Moment { moments[moments.count - 1] }
}
