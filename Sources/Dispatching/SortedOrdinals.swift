internal import Events

/// Tickets in the order of their ordinals, in runs of limited length, so that taking one in moves few others.
///
/// O(log n) to find, and at most ``runMax`` moved; of runs, one in ``runMax`` / 2 times, n / ``runMax``.
struct SortedOrdinals: Sendable {
    /// None is empty.
    private var runs: [[TicketOrdinal]] = []
    private(set) var count = 0

    static let runMax = 512

    /// Where one is: a run and a place in it.
    struct Position: Sendable {
        fileprivate var run: Int
        fileprivate var place: Int
    }

    /// - Precondition: it is not in yet.
    mutating func insert(_ ticket: TicketOrdinal) {
        count += 1
        guard !runs.isEmpty else {
            runs.append([ticket])
            return
        }
        let position = position(of: ticket)
        // After all of them goes to the end of the last run.
        let run = min(position.run, runs.count - 1)
        let place = position.run == runs.count ? runs[run].count : position.place
        precondition(place == runs[run].count || runs[run][place] != ticket, "a ticket waits once")
        runs[run].insert(ticket, at: place)
        guard runs[run].count > Self.runMax else { return }
        // Most come at the end, where a full run then stays full.
        let keeps = run == runs.count - 1 && place == Self.runMax ? Self.runMax : Self.runMax / 2
        let rest = Array(runs[run][keeps...])
        runs[run].removeSubrange(keeps...)
        runs.insert(rest, at: run + 1)
    }

    /// - Precondition: it is in.
    mutating func remove(_ ticket: TicketOrdinal) {
        let position = position(of: ticket)
        precondition(self[position] == ticket, "only a ticket that waits stops waiting")
        count -= 1
        runs[position.run].remove(at: position.place)
        if runs[position.run].isEmpty { runs.remove(at: position.run) }
    }

    /// The first that is not before `ticket`.
    func position(of ticket: TicketOrdinal) -> Position {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle][runs[middle].count - 1] < ticket { low = middle + 1 } else { high = middle }
        }
        let run = low
        guard run < runs.count else { return Position(run: run, place: 0) }
        (low, high) = (0, runs[run].count)
        while low < high {
            let middle = (low + high) / 2
            if runs[run][middle] < ticket { low = middle + 1 } else { high = middle }
        }
        return Position(run: run, place: low)
    }

    /// How many are before `ticket`. O(n / ``runMax``).
    func countBefore(_ ticket: TicketOrdinal) -> Int {
        let position = position(of: ticket)
        return runs[..<position.run].reduce(position.place) { $0 + $1.count }
    }

    var start: Position { Position(run: 0, place: 0) }

    /// nil past the end.
    subscript(position: Position) -> TicketOrdinal? {
        position.run < runs.count ? runs[position.run][position.place] : nil
    }

    func after(_ position: Position) -> Position {
        position.place + 1 < runs[position.run].count
            ? Position(run: position.run, place: position.place + 1) : Position(run: position.run + 1, place: 0)
    }

    /// The first `length` of them from a position on, fewer if there are not so many.
    func list(from position: Position, _ length: Int) -> [TicketOrdinal] {
        var list: [TicketOrdinal] = []
        for index in runs.indices.dropFirst(position.run) {
            guard list.count < length else { break }
            let run = runs[index].dropFirst(index == position.run ? position.place : 0)
            list += run.prefix(length - list.count)
        }
        return list
    }
}
