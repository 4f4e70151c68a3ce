/// What a policy file says, before anybody asks whether it is a policy: a tree with the places at which everything
/// stands. It knows no YAML, so that a policy is read from the log without any.
public struct PolicyNode: Hashable, Sendable {
    public var content: Content
    public var position: Position

    public init(_ content: Content, at position: Position) {
        self.content = content
        self.position = position
    }

    public enum Content: Hashable, Sendable {
        /// In the order in which they are written; no name comes twice.
        case mapping([Member])
        case sequence([PolicyNode])
        case text(String)
        case number(Int64)
        case bool(Bool)
        /// Nothing is written where a value belongs.
        case empty
    }

    public struct Member: Hashable, Sendable {
        public var name: String
        /// Of the name.
        public var position: Position
        public var value: PolicyNode

        public init(_ name: String, _ value: PolicyNode, at position: Position) {
            self.name = name
            self.value = value
            self.position = position
        }
    }

    /// A place in a text; lines and columns, which are counted in Unicode scalars, begin at 1.
    public struct Position: Hashable, Comparable, Sendable {
        public var line: Int
        public var column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        /// Of a text that nobody wrote by hand.
        public static let start = Position(line: 1, column: 1)

        public static func < (left: Self, right: Self) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }
}

extension PolicyNode {
    /// The duration that it is, where it is one: `90s`, `1h30m`.
    package var duration: Duration? {
        guard case .text(let text) = content else { return nil }
        return Duration(policyText: text)
    }

    /// How many nodes there are, itself counted.
    var count: Int {
        switch content {
        case .mapping(let members): members.reduce(1) { $0 + $1.value.count }
        case .sequence(let elements): elements.reduce(1) { $0 + $1.count }
        case .text, .number, .bool, .empty: 1
        }
    }
}
