/// Which skill a value of the record asks for, as numbers; the most asked for first. Where there are more than a policy
/// takes, the rarest share the last number.
struct SkillNumbers {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    private(set) var merged = 0

    static let restName = "其他"

    /// - Parameter counts: how many cases ask for each value.
    init(_ counts: [String: Int], max: Int) {
        let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let own = ordered.count <= max ? ordered.count : max - 1
        for (number, name) in ordered.prefix(own).enumerated() { numbers[name] = number }
        names = Array(ordered.prefix(own))
        guard own < ordered.count else { return }
        for name in ordered.dropFirst(own) { numbers[name] = own }
        names.append(Self.restName)
        merged = ordered.count - own
    }

    subscript(_ name: String) -> Int? { numbers[name] }
}
