/// Small numbers for codes of the policy, in the order in which they are first met.
struct CodeNumbers: Sendable {
    /// Looked up, and never gone through: its order is another in every process.
    private var numbers: [String: Int] = [:]

    var count: Int { numbers.count }

    subscript(code: String) -> Int? { numbers[code] }

    mutating func add(_ code: String) -> Int {
        if let number = numbers[code] { return number }
        numbers[code] = numbers.count
        return numbers.count - 1
    }
}
