package import Events

/// When a notification that a carrier did not take is tried again.
///
/// | failed attempt | the next comes after |
/// |---|---|
/// | 1 | 1 min |
/// | 2 | 5 min |
/// | 3 | 30 min |
/// | 4 | 2 h |
/// | 5 | 6 h |
/// | 6 | never: it is given up |
package enum Retries {
    package static let pauses: [Duration] = [
        .seconds(60), .seconds(5 * 60), .seconds(30 * 60), .seconds(2 * 3_600), .seconds(6 * 3_600),
    ]

    /// When to try again; nil for never.
    /// - Parameter attempt: the one that failed, from 1.
    package static func next(after attempt: UInt64, _ fault: CarrierFault, at now: Instant) -> Instant? {
        precondition(attempt > 0, "attempts are counted from 1")
        guard case .transient = fault, attempt <= UInt64(pauses.count) else { return nil }
        return now.advanced(by: pauses[Int(attempt) - 1])
    }
}
