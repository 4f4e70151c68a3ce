/// Codes as numbers, in the order in which they were first met.
struct Codes: Sendable {
    private var numbers: [String: Int] = [:]

    subscript(_ code: String) -> Int? { numbers[code] }

    mutating func add(_ code: String) -> Int {
        if let number = numbers[code] { return number }
        numbers[code] = numbers.count
        return numbers.count - 1
    }
}
