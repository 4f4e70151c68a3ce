internal import JSONText

/// A policy with the two forms in which it is published: as somebody wrote it, and as programs read it.
public struct PolicyDocument: Hashable, Sendable {
    public var policy: Policy
    /// JSON; see ``PolicyNode/json``.
    public let canonical: [UInt8]
    /// The file.
    public let source: [UInt8]
    /// What whoever wrote it is to know, with its places in the file, though nothing is wrong with it.
    public let warnings: [LocalText]

    /// - Parameter isZone: whether there is a time zone of this name; nil where nobody can say.
    /// - Throws: everything that is wrong with the policy.
    public init(
        reading node: PolicyNode, source: [UInt8], isZone: ((String) -> Bool)? = nil
    ) throws(PolicyRefusal) {
        let reading = PolicyReading(isZone: isZone)
        policy = try Policy(node, version: 1, reading)
        warnings = reading.warnings
        var canonical: [UInt8] = []
        node.json.append(to: &canonical)
        self.canonical = canonical
        self.source = source
        guard canonical.count <= PolicyLimits.sourceBytesMax else {
            let text = LocalText("内容过多", "there is too much in it")
            throw PolicyRefusal([PolicyFault(at: node.position, path: "", text)])
        }
    }
}

extension Policy {
    /// The policy that a canonical form says.
    /// - Throws: what is wrong with it; of a canonical form that was published, nothing.
    public init(canonical: [UInt8], version: UInt64) throws(PolicyRefusal) {
        guard let node = PolicyNode(canonical: canonical) else {
            let text = LocalText("不是 JSON", "it is no JSON")
            throw PolicyRefusal([PolicyFault(at: .start, path: "", text)])
        }
        try self.init(reading: node, version: version, isPublished: true)
    }
}

extension PolicyNode {
    /// Nil where it is no JSON.
    public init?(canonical: [UInt8]) {
        guard let json = JSON(parsing: canonical) else { return nil }
        self.init(json)
    }
}
