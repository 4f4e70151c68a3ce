internal import Policies

/// Whom rings look at, of every pool.
struct Reach: Hashable, Sendable {
    enum Coverage: UInt8, Sendable {
        case nobody
        /// Those who serve the ticket's region.
        case near
        case everybody
    }

    /// By the pool's number.
    private(set) var coverage: [Coverage]

    /// Nobody of so many pools.
    init(pools: Int) { coverage = [Coverage](repeating: .nobody, count: pools) }

    mutating func add(_ ring: Policy.Ring, _ pools: CodeNumbers) {
        let own: Coverage = ring.isRegional ? .near : .everybody
        if ring.pools.isEmpty {
            for pool in coverage.indices { add(pool, own) }
        } else {
            for code in ring.pools { if let pool = pools[code] { add(pool, own) } }
        }
    }

    private mutating func add(_ pool: Int, _ own: Coverage) {
        if coverage[pool].rawValue < own.rawValue { coverage[pool] = own }
    }

    /// Whether an agent of the pool is looked at. Where the ticket has no region, everybody is near.
    func covers(pool: Int, isNear: Bool) -> Bool {
        switch coverage[pool] {
        case .nobody: false
        case .near: isNear
        case .everybody: true
        }
    }
}
