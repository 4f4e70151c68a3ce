/// What the checks of a seam are written with.
public protocol ConformanceSuite {}

extension ConformanceSuite {
    public func expect(_ holds: Bool, _ rule: String, line: Int = #line) throws {
        if !holds { throw Broken(rule, line: line) }
    }

    public func expect<Value: Equatable>(
        _ value: Value, is expected: Value, _ rule: String, line: Int = #line
    ) throws {
        if value != expected { throw Broken("\(rule): \(value) is not \(expected)", line: line) }
    }
}
