package import Policies

extension ProfileForRecord {
    /// What a policy became that a record's categories were added to.
    package struct Extended: Sendable {
        package var document: PolicyDocument
        package var added: Int
        /// The code of the category for those for which there is no room; nil where there is room for all.
        package var otherwise: String?
    }

    /// A policy as it was written, with a category, and a skill that it asks for, for each name. Everything else in it
    /// stays. Where there are more than a policy takes, the last share one.
    /// - Parameters:
    ///   - estimates: how long tickets of each take; an hour where nobody knows.
    ///   - node: a policy file.
    ///   - known: the policy that it is.
    /// - Throws: `.policy` where there is no room in it.
    package static func adding(
        _ names: [String], estimates: [String: Duration], to node: PolicyNode, known policy: Policy
    ) throws(SimulationError) -> Extended {
        let room = min(
            PolicyLimits.skillsMax - policy.skills.count, PolicyLimits.categoriesMax - policy.triage.categories.count)
        let own = names.count <= room ? names.count : max(0, room - 1)
        let isShared = own < names.count && room > 0
        var taken = Set(policy.skills.map(\.code) + policy.triage.categories.map(\.code))
        var skills: [PolicyNode] = []
        var categories: [PolicyNode] = []
        var last = ""
        for name in names.prefix(own) + (isShared ? [SkillNumbers.restName] : []) {
            let code = code(name, &taken)
            let members = [("code", text(code)), ("name", named(name, otherwise: code))]
            skills.append(mapping(members))
            let estimate = estimate(estimates[name] ?? .seconds(3_600))
            categories.append(mapping(members + [("skill", text(code)), ("estimate", estimate)]))
            last = code
        }
        var extended = node
        change(&extended, ["skills"]) { append(skills, to: &$0) }
        change(&extended, ["triage", "categories"]) { append(categories, to: &$0) }
        return Extended(
            document: try document(extended), added: categories.count, otherwise: isShared ? last : nil)
    }

    /// As the name is, where it can be and nothing else has it.
    private static func code(_ name: String, _ taken: inout Set<String>) -> String {
        let first = clean(name)
        var (code, number) = (first, 1)
        while code.isEmpty || !taken.insert(code).inserted {
            number += 1
            code = "\(first)-\(number)"
        }
        return code
    }
}
