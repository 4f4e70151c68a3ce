/// An account, as far as the invariants go by it.
struct AccountRecord: Sendable {
    var roles: [String]
    /// As whom it acts.
    var agent: UInt64?
    var isDisabled = false
}
