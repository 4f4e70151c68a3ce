/// A record's position in the log: 1 for the first, then gapless. 0 stands for "before the first record".
public struct SequenceNumber: Hashable, Comparable, Sendable, BitwiseCopyable {
    public var value: UInt64

    public init(_ value: UInt64) { self.value = value }

    /// Before the first record: the end of an empty log.
    public static let zero = SequenceNumber(0)
    /// The first record.
    public static let first = SequenceNumber(1)

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension SequenceNumber: Strideable {
    public func distance(to other: Self) -> Int { Int(other.value) - Int(value) }
    public func advanced(by count: Int) -> Self { SequenceNumber(UInt64(Int(value) + count)) }

    public var next: Self { SequenceNumber(value + 1) }
}

extension SequenceNumber: CustomStringConvertible, ExpressibleByIntegerLiteral {
    public var description: String { String(value) }
    public init(integerLiteral value: UInt64) { self.init(value) }
}
