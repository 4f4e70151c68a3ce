internal import Events

/// The agents of one pool who have one skill, or all of the pool, or those of them who serve a region: each with a slot
/// that keeps.
struct MemberList: Sendable {
    struct Member: Sendable {
        /// -1 where the slot is free.
        var agent: Int
        var level: UInt64
        var since: Instant?
    }

    private(set) var members: [Member] = []
    private var free: [Int] = []
    /// The lists of those here who serve any region, and then of those who serve each by its number; -1 where nobody
    /// does. Whoever looks for the best of a region finds them there, not among all.
    var near: [Int] = []
    /// All, then those without a region of their own, then those of each region by its number.
    private var tallies = [Tally(), Tally()]

    /// Takes a member in. O(1) amortised.
    mutating func add(_ member: Member) -> Int {
        guard let slot = free.popLast() else {
            members.append(member)
            return members.count - 1
        }
        members[slot] = member
        return slot
    }

    mutating func remove(_ slot: Int) {
        members[slot].agent = -1
        free.append(slot)
    }

    /// The list of those here who serve a region; where it is nil, of those who serve any.
    func near(_ region: Int?) -> Int? {
        let place = region.map { $0 + 1 } ?? 0
        return place < near.count && near[place] >= 0 ? near[place] : nil
    }

    /// Counts a member in (1) or out (-1) that serves `regions`.
    mutating func count(_ standing: Standing, _ change: Int, regions: [Int]) {
        tallies[0][standing] += change
        if regions.isEmpty { tallies[1][standing] += change }
        for region in regions {
            while tallies.count <= region + 2 { tallies.append(Tally()) }
            tallies[region + 2][standing] += change
        }
    }

    var all: Tally { tallies[0] }

    /// Those who serve the region with a number, or any; only the latter where it is nil.
    func serving(_ region: Int?) -> Tally {
        var tally = tallies[1]
        if let region, region + 2 < tallies.count { tally += tallies[region + 2] }
        return tally
    }
}

/// Regions as bits, by number modulo 63: a region that is not in a mask is not served; one that is may be.
enum RegionMask {
    /// The mask of whoever serves every region.
    static let any = UInt64.max
    /// Of so many regions, each has its own bit.
    static let exactMax = 63

    static func of(_ region: Int) -> UInt64 { 1 << UInt64(region % exactMax) }
    static func of(_ regions: [Int]) -> UInt64 {
        regions.isEmpty ? any : regions.reduce(0) { $0 | of($1) }
    }
}
