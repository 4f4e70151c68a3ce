internal import Synchronization

/// Who sends requests without an account: everybody of a kind together.
enum Stranger: Hashable, Sendable {
    /// What needs no token.
    case openRoute
    /// Without a token, or with one that nobody has.
    case unknownToken
}

/// How many requests each sender may send: a bucket of tokens each, filled steadily.
final class RateLimiter<Sender: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let buckets = Mutex<[Sender: Bucket]>([:])

    /// What may come at once: a second's worth.
    private var tokensMax: Double { perSecond }

    init(_ perSecond: Int) { self.perSecond = Double(perSecond) }

    /// Takes what `requests` cost; where there is too little, how long to wait, and nothing is taken.
    /// - Parameter taken: what the same request has cost already.
    func take(
        _ requests: Int, after taken: Int = 0, for sender: Sender, at now: ContinuousClock.Instant
    ) -> Duration? {
        buckets.withLock { buckets in
            var bucket = buckets[sender] ?? Bucket(tokens: tokensMax, filledAt: now)
            let elapsed = bucket.filledAt.duration(to: now) / .seconds(1)
            bucket.tokens = min(tokensMax, bucket.tokens + elapsed * perSecond)
            bucket.filledAt = now
            // Whoever asks for more than there can ever be goes into debt, and waits afterwards.
            let needed = min(Double(requests), tokensMax - Double(taken))
            let isEnough = bucket.tokens >= needed
            if isEnough { bucket.tokens -= Double(requests) }
            buckets[sender] = bucket
            return isEnough ? nil : .seconds((needed - bucket.tokens) / perSecond)
        }
    }
}
