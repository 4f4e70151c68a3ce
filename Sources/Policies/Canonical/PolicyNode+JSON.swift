package import JSONText

// The canonical form of a policy: JSON with the members of objects in the order of their names' bytes, without blanks.
// It says what the file says and no more: comments, order of members and layout are gone, and what was left out is
// left out. That is whole all the same, because what a left-out member means is fixed for ever by the format's number.
extension PolicyNode {
    /// Cost: one pass.
    package var json: JSON {
        switch content {
        case .mapping(let members):
            let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            return .object(sorted.map { ($0.name, $0.value.json) })
        case .sequence(let elements): return .array(elements.map(\.json))
        case .text(let text): return .string(text)
        case .number(let number): return .signed(number)
        case .bool(let value): return .bool(value)
        case .empty: return .null
        }
    }

    /// Every value is at the start: nobody wrote it by hand.
    package init(_ json: JSON) {
        switch json {
        case .object(let members):
            self.init(.mapping(members.map { Member($0.name, PolicyNode($0.value), at: .start) }), at: .start)
        case .array(let elements): self.init(.sequence(elements.map(PolicyNode.init)), at: .start)
        case .string(let text): self.init(.text(text), at: .start)
        case .signed(let number): self.init(.number(number), at: .start)
        case .unsigned(let number):
            self.init(Int64(exactly: number).map { .number($0) } ?? .text("\(number)"), at: .start)
        case .number(let text): self.init(.text(text), at: .start)
        case .bool(let value): self.init(.bool(value), at: .start)
        case .null: self.init(.empty, at: .start)
        }
    }
}
