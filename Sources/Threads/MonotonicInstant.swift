internal import CPlatform

/// A reading of the machine's monotonic clock, in nanoseconds. Only differences mean anything.
public struct MonotonicInstant: Sendable, Hashable, Comparable {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    public static var now: MonotonicInstant { MonotonicInstant(nanoseconds: paidan_monotonic_nanoseconds()) }

    public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

    public func advanced(byNanoseconds count: Int64) -> MonotonicInstant {
        MonotonicInstant(nanoseconds: nanoseconds + count)
    }
}
