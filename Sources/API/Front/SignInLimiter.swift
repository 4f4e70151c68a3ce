internal import Synchronization

/// How often somebody may fail to sign in: for each account, and for each address that they come from. An attempt is
/// counted before the password is looked at, so that many at once are no way around, and is given back if it was right.
final class SignInLimiter: Sendable {
    enum Key: Hashable, Sendable {
        /// By the name as it was given, whether or not there is such an account.
        case account(String)
        case address(String)

        /// Failures that may come at once. Behind a proxy all come from one address.
        var burst: Double {
            switch self {
            case .account: 10
            case .address: 100
            }
        }

        /// Failures that are forgotten, a minute.
        var perMinute: Double { burst / 10 }
    }

    private struct Bucket {
        var failures: Double
        var lookedAt: ContinuousClock.Instant

        mutating func drain(_ key: Key, at now: ContinuousClock.Instant) {
            failures = max(0, failures - lookedAt.duration(to: now) / .seconds(60) * key.perMinute)
            lookedAt = now
        }
    }

    /// A few megabytes. Beyond it those with the fewest failures are forgotten.
    private static let bucketsMax = 20_000
    private let buckets = Mutex<[Key: Bucket]>([:])

    /// Counts an attempt; where there were too many, how long to wait, and nothing is counted.
    func attempt(_ keys: [Key], at now: ContinuousClock.Instant) -> Duration? {
        buckets.withLock { buckets in
            if buckets.count + keys.count > Self.bucketsMax { Self.prune(&buckets, at: now) }
            var wait: Duration?
            for key in keys {
                buckets[key, default: Bucket(failures: 0, lookedAt: now)].drain(key, at: now)
                let over = (buckets[key]?.failures ?? 0) + 1 - key.burst
                if over > 0 { wait = max(wait ?? .zero, .seconds(over / key.perMinute * 60)) }
            }
            guard wait == nil else { return wait }
            for key in keys { buckets[key]?.failures += 1 }
            return nil
        }
    }

    /// The attempt was right.
    func forgive(_ keys: [Key]) {
        buckets.withLock { buckets in
            for key in keys { buckets[key].map { buckets[key]?.failures = max(0, $0.failures - 1) } }
        }
    }

    private static func prune(_ buckets: inout [Key: Bucket], at now: ContinuousClock.Instant) {
        for key in buckets.keys { buckets[key]?.drain(key, at: now) }
        let kept = buckets.sorted { $0.value.failures > $1.value.failures }.prefix(bucketsMax / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
