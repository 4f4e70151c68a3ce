internal import Synchronization

/// Lets so many in at once. Whoever comes further waits, and goes in in the order of coming.
package final class Turnstile: Sendable {
    private struct Row {
        var inside = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let countMax: Int
    private let row = Mutex(Row())

    package init(_ countMax: Int) { self.countMax = countMax }

    /// How many are inside, and how many wait.
    package var counts: (inside: Int, waiting: Int) { row.withLock { ($0.inside, $0.waiting.count) } }

    /// Returns inside; whoever is, leaves once. What it is for is short, so nobody is called back from the row.
    package func enter() async {
        await withCheckedContinuation { comer in
            let isIn = row.withLock { row in
                if row.inside == countMax {
                    row.waiting.append(comer)
                    return false
                }
                row.inside += 1
                return true
            }
            if isIn { comer.resume() }
        }
    }

    package func leave() {
        let next = row.withLock { row -> CheckedContinuation<Void, Never>? in
            if !row.waiting.isEmpty { return row.waiting.removeFirst() }
            row.inside -= 1
            return nil
        }
        next?.resume()
    }
}
