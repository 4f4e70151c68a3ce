/// One thing that is wrong with a policy.
public struct PolicyFault: Hashable, Sendable {
    public var position: PolicyNode.Position
    /// A JSON Pointer (RFC 6901) to the value: `/deadlines/0/length`; empty for the whole file.
    public var path: String
    /// What is wrong, and what would be right.
    public var text: LocalText

    public init(at position: PolicyNode.Position, path: String, _ text: LocalText) {
        self.position = position
        self.path = path
        self.text = text
    }
}

/// A text is no policy: everything that is wrong with it, in the order of the places.
public struct PolicyRefusal: Error, Hashable, Sendable {
    /// At least one; at most ``PolicyLimits/faultsMax``.
    public var faults: [PolicyFault]

    public init(_ faults: [PolicyFault]) {
        precondition(!faults.isEmpty, "a refusal has its reasons")
        self.faults = faults
    }
}
