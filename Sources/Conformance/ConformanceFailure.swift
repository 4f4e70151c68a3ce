/// What implements a seam is not what the seam asks for.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// The check that does not hold.
    public let check: String
    public let reason: String
    /// The line in the check's source, if it was a comparison that failed.
    public let line: Int?

    /// - Parameter error: what a check threw: a comparison that failed, or what it did not reckon with.
    public init(_ check: String, _ error: any Error) {
        self.check = check
        let broken = error as? Broken
        reason = broken?.reason ?? "unexpected: \(error)"
        line = broken?.line
    }

    public var description: String { "\(check): \(reason)\(line.map { " (line \($0))" } ?? "")" }
}

/// A comparison that failed, before it is known which check it belongs to.
public struct Broken: Error {
    public let reason: String
    public let line: Int

    public init(_ reason: String, line: Int = #line) {
        self.reason = reason
        self.line = line
    }
}
