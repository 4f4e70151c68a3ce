internal import Events

/// The tickets of the queue, by the skill that they need and by priority.
struct WaitingTickets: Sendable {
    /// By the skill's number and one, the first for those that need none; then by priority, the lowest first.
    private var columns: [[OrdinalRuns]] = [Self.nobody]
    private(set) var count = 0

    private static let nobody = Priority.allCases.map { _ in OrdinalRuns() }

    mutating func insert(_ ticket: UInt64, _ priority: Priority, skill: Int?) {
        let column = skill.map { $0 + 1 } ?? 0
        while columns.count <= column { columns.append(Self.nobody) }
        columns[column][Self.lane(priority)].insert(ticket)
        count += 1
    }

    mutating func remove(_ ticket: UInt64, _ priority: Priority, skill: Int?) {
        let column = skill.map { $0 + 1 } ?? 0
        guard column < columns.count else { return }
        columns[column][Self.lane(priority)].remove(ticket)
        count -= 1
    }

    /// The first by priority and age, of those that need no skill or one of `skills`, that `isRight`.
    /// - Parameter end: it stands before this one; nil for wherever.
    func first(
        skills: [Int], before end: (priority: Priority, ticket: UInt64)? = nil, where isRight: (UInt64) -> Bool
    ) -> UInt64? {
        guard count > 0 else { return nil }
        let last = end.map { Self.lane($0.priority) } ?? 0
        for lane in stride(from: Priority.allCases.count - 1, through: last, by: -1) {
            var oldest = end.flatMap { lane == last ? $0.ticket : nil } ?? .max
            var found = false
            for column in [0] + skills.map({ $0 + 1 }) where column < columns.count {
                if let ticket = columns[column][lane].first(before: oldest, where: isRight) {
                    (oldest, found) = (ticket, true)
                }
            }
            if found { return oldest }
        }
        return nil
    }

    private static func lane(_ priority: Priority) -> Int { Int(priority.rawValue) - 1 }
}
