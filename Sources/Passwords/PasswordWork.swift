internal import Synchronization
internal import Threads

/// Derives keys from passwords on a thread of its own, one after another: many sign-ins at once take one core and the
/// memory of one.
public final class PasswordWork: Sendable {
    private let thread = BlockingWork("passwords")
    private let waiting = Mutex(0)
    private let cost: PasswordVerifier.Cost
    private let random: @Sendable () -> UInt64
    /// What somebody is checked against who has no password, so that it takes as long.
    private let decoy: PasswordVerifier

    /// Whoever comes behind so many would wait for some seconds.
    public static let waitingMax = 32

    /// More wait than may.
    public struct Overloaded: Error {}

    /// - Parameter random: 64 bits fit for keys.
    public init(cost: PasswordVerifier.Cost = .standard, random: @escaping @Sendable () -> UInt64) {
        self.cost = cost
        self.random = random
        decoy = PasswordVerifier(String(random(), radix: 36), cost: cost, random: random)
    }

    /// Exactly once.
    public func stop() { thread.stop() }

    public func verifier(of password: String) async throws(Overloaded) -> PasswordVerifier {
        try await work { [cost, random] in PasswordVerifier(password, cost: cost, random: random) }
    }

    /// Whether a password is the one that a verifier, as events keep it, was made of. Takes as long where there is
    /// none.
    public func admits(_ password: String, _ bytes: [UInt8]) async throws(Overloaded) -> Bool {
        let verifier = PasswordVerifier(bytes)
        return try await work { [decoy] in (verifier ?? decoy).admits(password) && verifier != nil }
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(Overloaded) -> Value {
        let isFull = waiting.withLock { count in
            defer { count += count < Self.waitingMax ? 1 : 0 }
            return count == Self.waitingMax
        }
        guard !isFull else { throw Overloaded() }
        defer { waiting.withLock { $0 -= 1 } }
        return await thread.value(of: body)
    }
}
