/// Who waits until the projections have come to a sequence number.
struct AwaitedSequences {
    private var waiters: [UInt64: (sequence: UInt64, waiter: CheckedContinuation<Void, Never>)] = [:]
    private var lastTicket: UInt64 = 0

    /// A name for a waiter.
    mutating func nextTicket() -> UInt64 {
        lastTicket += 1
        return lastTicket
    }

    mutating func add(_ waiter: CheckedContinuation<Void, Never>, for sequence: UInt64, _ ticket: UInt64) {
        waiters[ticket] = (sequence, waiter)
    }

    /// Lets everybody go on who waited for no more than `sequence`.
    mutating func reach(_ sequence: UInt64) {
        for (ticket, waiting) in waiters where waiting.sequence <= sequence {
            waiters[ticket] = nil
            waiting.waiter.resume()
        }
    }

    mutating func cancel(_ ticket: UInt64) { waiters.removeValue(forKey: ticket)?.waiter.resume() }
}
