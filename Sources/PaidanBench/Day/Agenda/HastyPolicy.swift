internal import JSONText
package import Policies

/// A profile for a day that goes by faster than life: every duration is divided by the speed, so that offers run out,
/// reminders come and tickets escalate as often as they do in life. Everything else is as the profile has it.
///
/// The file is changed without knowing what its members mean: each text that is a duration is divided. The policy is
/// changed member by member, without knowing the file. Both have to come to the same, or there is no hasty policy: a
/// profile that gets another duration, or a word that looks like one, is noticed and not half divided.
package enum HastyPolicy {
    package enum Fault: Error, Equatable, CustomStringConvertible {
        case refused([PolicyFault])
        /// Members of the policy and texts of the file do not say the same any more.
        case differs

        package var description: String {
            switch self {
            case .refused(let faults): "the policy with shorter durations is none: \(faults)"
            case .differs: "the profile has durations that the bench does not know: see HastyPolicy"
            }
        }
    }

    /// - Returns: the divided profile, as `POST /v1/policy` takes it: JSON, which is YAML.
    package static func document(of node: PolicyNode, speed: Int) throws(Fault) -> PolicyDocument {
        let hasty = divided(node, speed)
        var source: [UInt8] = []
        hasty.json.append(to: &source)
        let (document, expected): (PolicyDocument, Policy)
        do throws(PolicyRefusal) {
            document = try PolicyDocument(reading: hasty, source: source)
            expected = divided(try Policy(reading: node), speed)
        } catch { throw .refused(error.faults) }
        guard document.policy == expected else { throw .differs }
        return document
    }

    /// Rounded to whole seconds, of which policies are made, and never to none.
    package static func divided(_ duration: Duration, _ speed: Int) -> Duration {
        let seconds = duration.components.seconds
        return .seconds(max(1, (seconds + Int64(speed) / 2) / Int64(speed)))
    }

    private static func divided(_ node: PolicyNode, _ speed: Int) -> PolicyNode {
        var node = node
        switch node.content {
        case .mapping(let members):
            node.content = .mapping(
                members.map { PolicyNode.Member($0.name, divided($0.value, speed), at: $0.position) })
        case .sequence(let elements): node.content = .sequence(elements.map { divided($0, speed) })
        case .text:
            guard let duration = node.duration else { break }
            node.content = .text("\(divided(duration, speed).components.seconds)s")
        case .number, .bool, .empty: break
        }
        return node
    }

    private static func divided(_ policy: Policy, _ speed: Int) -> Policy {
        var policy = policy
        policy.triage.categories = policy.triage.categories.map { category in
            var category = category
            category.estimate = divided(category.estimate, speed)
            return category
        }
        policy.dispatch.presenceWindow = divided(policy.dispatch.presenceWindow, speed)
        policy.dispatch.offerAgainAfter = divided(policy.dispatch.offerAgainAfter, speed)
        policy.dispatch.levelling.window = divided(policy.dispatch.levelling.window, speed)
        policy.deadlines = policy.deadlines.map { deadline in
            var deadline = deadline
            deadline.length = divided(deadline.length, speed)
            deadline.repeats = deadline.repeats.map { divided($0, speed) }
            return deadline
        }
        return policy
    }

    private static func divided(_ length: Policy.Length, _ speed: Int) -> Policy.Length {
        switch length {
        case .fixed(let duration): .fixed(divided(duration, speed))
        case .byPriority(let lengths): .byPriority(lengths.mapValues { divided($0, speed) })
        case .byCategory(let lengths, let otherwise):
            .byCategory(lengths.mapValues { divided($0, speed) }, otherwise: divided(otherwise, speed))
        case .byTier(let lengths, let otherwise):
            .byTier(lengths.mapValues { divided($0, speed) }, otherwise: divided(otherwise, speed))
        case .estimate: .estimate
        }
    }
}
