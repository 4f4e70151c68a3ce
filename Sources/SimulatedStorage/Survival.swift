internal import Seeds

/// What a power loss leaves of a list of changes that were never synced.
///
/// Each change gives one place (a unit of a file, its size, a name) a new content. Afterwards every place has its
/// durable content or any that it was given since, whatever happened to the other places. Independent draws
/// alone would almost never keep everything, lose everything, or cut cleanly, and those are the states a disk
/// leaves most often; so the manner is drawn first.
enum Survival {
    case nothing
    case everything
    /// The first changes, in the order they were made.
    case prefix
    /// Each place for itself; of 16 places about this many change.
    case each(Int)

    static func draw(_ random: inout SplitMix64) -> Survival {
        switch random.below(8) {
        case 0: .nothing
        case 1: .everything
        case 2, 3: .prefix
        default: .each(random.pick([1, 4, 8, 12, 15]))
        }
    }

    /// The indices of the changes to make, in order, to get from the durable content to what is left.
    /// - Parameter places: the place of each change, in the order they were made.
    func choose<Place: Comparable & Hashable>(among places: [Place], _ random: inout SplitMix64) -> [Int] {
        switch self {
        case .nothing: return []
        case .everything: return Array(places.indices)
        case .prefix: return Array(0..<random.number(in: 0...places.count))
        case .each(let part):
            var versions: [Place: [Int]] = [:]
            for index in places.indices { versions[places[index], default: []].append(index) }
            var chosen: [Int] = []
            // Sorted, because a dictionary's order differs from process to process.
            for place in versions.keys.sorted() where random.chance(part, in: 16) {
                let given = versions[place]!
                chosen.append(random.coin() ? given.last! : random.pick(given))
            }
            return chosen.sorted()
        }
    }
}
