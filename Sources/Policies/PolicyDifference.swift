/// What is otherwise in one policy than in another.
public struct PolicyDifference: Hashable, Sendable {
    /// Like a JSON Pointer, but what has a code is named by it: `/deadlines/acceptance/length`.
    public var path: String
    /// Nil where there was nothing.
    public var before: PolicyNode.Content?
    /// Nil where there is nothing any more.
    public var after: PolicyNode.Content?

    /// Everything that is otherwise, in the order of the members' names. Order counts only in lists of codes and of
    /// steps; words that moved, members that moved and durations that are written differently are the same.
    public static func between(_ before: PolicyNode, _ after: PolicyNode) -> [PolicyDifference] {
        var differences: [PolicyDifference] = []
        compare(before, after, at: "", into: &differences)
        return differences
    }

    private static func compare(
        _ before: PolicyNode?, _ after: PolicyNode?, at path: String, into differences: inout [PolicyDifference]
    ) {
        switch (before?.content, after?.content) {
        case (.mapping(let left)?, .mapping(let right)?):
            for name in Set(left.map(\.name) + right.map(\.name)).sorted(by: {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }) {
                compare(
                    left.first { $0.name == name }?.value, right.first { $0.name == name }?.value,
                    at: path + "/" + name.pointerToken, into: &differences)
            }
        case (.sequence(let left)?, .sequence(let right)?): compare(left, right, at: path, into: &differences)
        case (let left, let right):
            if !isSame(left, right) {
                differences.append(PolicyDifference(path: path, before: left, after: right))
            }
        }
    }

    private static func compare(
        _ before: [PolicyNode], _ after: [PolicyNode], at path: String, into differences: inout [PolicyDifference]
    ) {
        let codesBefore = before.compactMap(\.code)
        let codesAfter = after.compactMap(\.code)
        if codesBefore.count == before.count, codesAfter.count == after.count {
            return compareCoded(before, after, at: path, into: &differences)
        }
        let scalarsBefore = before.compactMap(\.scalar)
        let scalarsAfter = after.compactMap(\.scalar)
        if scalarsBefore.count == before.count, scalarsAfter.count == after.count {
            return compare(scalarsBefore, scalarsAfter, at: path, into: &differences)
        }
        for index in 0..<max(before.count, after.count) {
            compare(
                index < before.count ? before[index] : nil, index < after.count ? after[index] : nil,
                at: "\(path)/\(index)", into: &differences)
        }
    }

    private static func compare(
        _ before: [PolicyNode.Content], _ after: [PolicyNode.Content], at path: String,
        into differences: inout [PolicyDifference]
    ) {
        let count = differences.count
        for value in before where !after.contains(value) {
            differences.append(PolicyDifference(path: path, before: value, after: nil))
        }
        for value in after where !before.contains(value) {
            differences.append(PolicyDifference(path: path, before: nil, after: value))
        }
        let isOrdered = !unordered.contains { path.hasSuffix("/" + $0) }
        guard differences.count == count, isOrdered, before != after else { return }
        let all = [before, after].map { PolicyNode.Content.sequence($0.map { PolicyNode($0, at: .start) }) }
        differences.append(PolicyDifference(path: path, before: all[0], after: all[1]))
    }

    /// Lists whose order means nothing.
    private static let unordered = ["words", "negations", "fillers", "conjunctions", "pseudoNegations", "required"]

    /// Elements that have codes are the same wherever they stand; that they stand elsewhere is a difference of its own.
    private static func compareCoded(
        _ before: [PolicyNode], _ after: [PolicyNode], at path: String, into differences: inout [PolicyDifference]
    ) {
        let codesBefore = before.compactMap(\.code)
        let codesAfter = after.compactMap(\.code)
        for (code, node) in zip(codesBefore, before) {
            let other = zip(codesAfter, after).first { $0.0 == code }?.1
            compare(node, other, at: path + "/" + code.pointerToken, into: &differences)
        }
        for (code, node) in zip(codesAfter, after) where !codesBefore.contains(code) {
            compare(nil, node, at: path + "/" + code.pointerToken, into: &differences)
        }
        let kept = codesBefore.filter(codesAfter.contains)
        let keptAfter = codesAfter.filter(codesBefore.contains)
        if kept != keptAfter {
            differences.append(PolicyDifference(path: path, before: order(kept), after: order(keptAfter)))
        }
    }

    private static func order(_ codes: [String]) -> PolicyNode.Content {
        .sequence(codes.map { PolicyNode(.text($0), at: .start) })
    }

    private static func isSame(_ left: PolicyNode.Content?, _ right: PolicyNode.Content?) -> Bool {
        if left == right { return true }
        guard case .text(let before)? = left, case .text(let after)? = right,
            let duration = Duration(policyText: before)
        else { return false }
        return duration == Duration(policyText: after)
    }
}

extension PolicyNode {
    /// By which it is known in a list.
    fileprivate var code: String? {
        guard case .mapping(let members) = content,
            case .text(let code)? = members.first(where: { $0.name == "code" })?.value.content
        else { return nil }
        return code
    }

    fileprivate var scalar: Content? {
        switch content {
        case .mapping, .sequence: nil
        case .text, .number, .bool, .empty: content
        }
    }
}
