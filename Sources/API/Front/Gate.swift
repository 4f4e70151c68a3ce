internal import Synchronization

/// Lets so many in at once.
final class Gate: Sendable {
    private let inside = Atomic<Int>(0)
    private let countMax: Int

    init(_ countMax: Int) { self.countMax = countMax }

    /// Whether there is room; then whoever came in leaves once.
    func enter() -> Bool {
        if inside.add(1, ordering: .relaxed).newValue <= countMax { return true }
        leave()
        return false
    }

    func leave() { inside.subtract(1, ordering: .relaxed) }
}
