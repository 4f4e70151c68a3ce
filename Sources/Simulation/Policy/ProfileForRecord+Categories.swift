internal import Events
package import Policies

extension ProfileForRecord {
    /// A policy as it was written, with a category, and a skill that it asks for, for each of the record's that it does
    /// not know yet. Everything else in it stays.
    /// - Parameters:
    ///   - policy: a policy file.
    ///   - isKnown: whether the policy has a category of this name.
    /// - Returns: how many were added, too.
    /// - Throws: `.policy` where it is none, or there is no room in it.
    package static func adding(
        _ workload: Workload, to policy: PolicyNode, unless isKnown: (String) -> Bool
    ) throws(SimulationError) -> (document: PolicyDocument, added: Int) {
        var node = policy
        let new = workload.skills.indices.filter { !isKnown(workload.skills[$0]) }
        let codes = new.map { code($0, of: workload) }
        let names = zip(new, codes).map { named(workload.skills[$0], otherwise: $1) }
        change(&node, ["skills"]) { skills in
            append(zip(codes, names).map { mapping([("code", text($0)), ("name", $1)]) }, to: &skills)
        }
        change(&node, ["triage", "categories"]) { categories in
            let added = zip(new, zip(codes, names)).map { skill, named in
                mapping([
                    ("code", text(named.0)), ("name", named.1), ("skill", text(named.0)),
                    ("estimate", estimate(of: skill, workload)),
                ])
            }
            append(added, to: &categories)
        }
        return (try document(node), new.count)
    }
}
