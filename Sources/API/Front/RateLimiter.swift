internal import Synchronization

/// Who sends requests without an account: everybody of a kind together.
enum Stranger: Hashable, Sendable {
    /// What needs no token.
    case openRoute
    /// Without a token, or with one that nobody has.
    case unknownToken
}

/// How many requests each may send: a bucket of tokens each, filled steadily.
package final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Duration
    }

    private let perSecond: Double
    /// Buckets at once. When there are more, those begin anew that were there: nobody can fill the memory.
    private let bucketsMax: Int
    private let buckets = Mutex<[Key: Bucket]>([:])

    /// What may come at once: a second's worth.
    private var tokensMax: Double { perSecond }

    package init(_ perSecond: Int, bucketsMax: Int = .max) {
        self.perSecond = Double(perSecond)
        self.bucketsMax = bucketsMax
    }

    /// Takes what `requests` cost; where there is too little, how long to wait, and nothing is taken.
    /// - Parameters:
    ///   - taken: what the same request has cost already.
    ///   - now: since whenever, the same for all.
    package func take(
        _ requests: Int, after taken: Int = 0, for key: Key, at now: Duration
    ) -> Duration? {
        buckets.withLock { buckets in
            if buckets.count >= bucketsMax, buckets[key] == nil { buckets = [:] }
            var bucket = buckets[key] ?? Bucket(tokens: tokensMax, filledAt: now)
            let elapsed = (now - bucket.filledAt) / .seconds(1)
            bucket.tokens = min(tokensMax, bucket.tokens + elapsed * perSecond)
            bucket.filledAt = now
            // Whoever asks for more than there can ever be goes into debt, and waits afterwards.
            let needed = min(Double(requests), tokensMax - Double(taken))
            let isEnough = bucket.tokens >= needed
            if isEnough { bucket.tokens -= Double(requests) }
            buckets[key] = bucket
            return isEnough ? nil : .seconds((needed - bucket.tokens) / perSecond)
        }
    }
}
