package import Events

/// Tickets that nobody was offered yet, and since when somebody could have been.
package struct Waiting {
    private struct Entry {
        var arrival: Int
        /// Since when somebody was free for it whom nothing held back.
        var couldSince: Instant?
        var isHeldBack = false
    }

    private var bySkill: [Int: [Entry]] = [:]
    private static let anySkill = -1

    package init() {}

    /// In no order; nil for tickets that anybody can take.
    package var skills: [Int?] { bySkill.keys.map { $0 == Self.anySkill ? nil : $0 } }

    package mutating func add(_ arrival: Int, skill: Int?) {
        bySkill[skill ?? Self.anySkill, default: []].append(Entry(arrival: arrival))
    }

    /// Somebody is free for tickets of a skill; `isEligible` where the policy lets them take one of the queue.
    package mutating func note(_ skill: Int?, isEligible: Bool, at now: Instant) {
        let key = skill ?? Self.anySkill
        guard var entries = bySkill[key] else { return }
        for index in entries.indices {
            if !isEligible { entries[index].isHeldBack = true }
            // While it may not be offered it is not late.
            entries[index].couldSince = isEligible ? entries[index].couldSince ?? now : nil
        }
        bySkill[key] = entries
    }

    package mutating func remove(_ arrival: Int, skill: Int?, at now: Instant, _ promptness: inout Promptness) {
        let key = skill ?? Self.anySkill
        guard let index = bySkill[key]?.firstIndex(where: { $0.arrival == arrival }),
            let entry = bySkill[key]?.remove(at: index)
        else { return }
        if bySkill[key]?.isEmpty == true { bySkill[key] = nil }
        if entry.isHeldBack { promptness.heldBack += 1 }
        guard let since = entry.couldSince else { return }
        let late = Duration.milliseconds(now.milliseconds - since.milliseconds)
        promptness.slowest = max(promptness.slowest, late)
        if late > .seconds(1) { promptness.late += 1 }
    }

    package var count: Int { bySkill.values.reduce(0) { $0 + $1.count } }
}
