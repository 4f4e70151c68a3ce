internal import Events
internal import JSONText
package import Policies

/// A profile that can take in what a record holds: as it was written, with the record's skills besides its own, each
/// with a category that asks for it, and without words of its own for what the record itself says.
package enum ProfileForRecord {
    /// The category that asks for a skill; its code is the skill's too.
    static func code(_ skill: Int, of workload: Workload) -> String {
        "r\(skill + 1)-" + clean(workload.skills[skill])
    }

    /// No blanks and no control characters, and short enough for a code whatever number stands before it.
    static func clean(_ name: String) -> String {
        var code = ""
        for scalar in name.unicodeScalars {
            let isKept = !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            code.unicodeScalars.append(isKept ? scalar : "-")
            guard code.utf8.count < PolicyLimits.codeBytesMax - 12 else { break }
        }
        return code
    }

    /// - Parameter profile: a policy file.
    /// - Throws: `.policy` where it is none, or there is no room in it.
    package static func document(_ profile: PolicyNode, for workload: Workload) throws(SimulationError)
        -> PolicyDocument
    {
        var node = profile
        var skills: [PolicyNode] = []
        var categories: [PolicyNode] = []
        for skill in workload.skills.indices {
            let code = code(skill, of: workload)
            let name = named(workload.skills[skill], otherwise: code)
            skills.append(mapping([("code", text(code)), ("name", name)]))
            categories.append(
                mapping([
                    ("code", text(code)), ("name", name), ("skill", text(code)),
                    ("estimate", estimate(workload.estimates[skill])),
                ]))
        }
        change(&node, ["skills"]) { append(skills, to: &$0) }
        change(&node, ["triage", "categories"]) { append(categories, to: &$0) }
        // What no record tells of is asked of nobody.
        change(&node, ["intake", "required"]) { $0.content = .sequence(told.map(text)) }
        if workload.hasPriorities { change(&node, ["triage", "otherwise"]) { $0.content = .text("low") } }
        return try document(node)
    }

    static func document(_ node: PolicyNode) throws(SimulationError) -> PolicyDocument {
        do throws(PolicyRefusal) {
            var source: [UInt8] = []
            node.json.append(to: &source)
            return try PolicyDocument(reading: node, source: source)
        } catch { throw .policy(error) }
    }

    /// How long such a ticket takes.
    static func estimate(_ duration: Duration) -> PolicyNode {
        let seconds = max(1, min(duration.milliseconds / 1_000, 366 * 86_400))
        return text("\(seconds)s")
    }

    /// What is known of every case, as the policy calls it.
    private static let told = ["channel", "description", "customer.name", "customer.contact"]

    static func named(_ name: String, otherwise code: String) -> PolicyNode {
        if name == SkillNumbers.restName { return mapping([("zh", text(name)), ("en", text("other"))]) }
        let fits = name.utf8.count <= PolicyLimits.nameBytesMax && !name.isEmpty
        let shown = fits && !name.unicodeScalars.contains { $0.properties.generalCategory == .control } ? name : code
        return mapping([("zh", text(shown)), ("en", text(shown))])
    }

    static func text(_ text: String) -> PolicyNode { PolicyNode(.text(text), at: .start) }

    static func mapping(_ members: [(String, PolicyNode)]) -> PolicyNode {
        PolicyNode(.mapping(members.map { PolicyNode.Member($0.0, $0.1, at: .start) }), at: .start)
    }

    static func append(_ elements: [PolicyNode], to node: inout PolicyNode) {
        guard case .sequence(let known) = node.content else { return }
        node.content = .sequence(known + elements)
    }

    /// What is not there is left so: the policy says then what is missing.
    static func change(_ node: inout PolicyNode, _ path: ArraySlice<String>, _ body: (inout PolicyNode) -> Void) {
        guard let name = path.first else { return body(&node) }
        guard case .mapping(var members) = node.content, let index = members.firstIndex(where: { $0.name == name })
        else { return }
        change(&members[index].value, path.dropFirst(), body)
        node.content = .mapping(members)
    }
}
