internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Policies
internal import PolicyFiles

/// A policy as commands name it: a file, `profile:NAME`, or `published` for the daemon's.
struct NamedPolicy {
    static let published = "published"
    private static let prefix = "profile:"

    let name: String

    init(_ name: String) { self.name = name }

    struct Found {
        var node: PolicyNode
        var source: [UInt8]
        /// Version, profile and time, as far as it has them.
        var members: [(name: String, value: JSON)]
    }

    func read(_ daemon: DaemonArguments, in shell: Shell) throws(Refusal) -> Found {
        if name == Self.published { return try readPublished(try DaemonSession(daemon, in: shell)) }
        let source: [UInt8]
        if name.hasPrefix(Self.prefix) {
            let profile = String(name.dropFirst(Self.prefix.count))
            guard let shipped = PolicyFiles.source(ofProfile: profile) else {
                let known = PolicyFiles.profiles.joined(separator: ", ")
                throw .badUse(
                    "没有方案 \(profile.plainLine)；可用：\(known)",
                    "there is no profile \(profile.plainLine); there are \(known)")
            }
            source = shipped
        } else {
            source = try shell.readNamed(name, limit: PolicyLimits.sourceBytesMax + 1)
        }
        do throws(PolicyRefusal) {
            let profile = try PolicyFiles.read(source).policy.profile
            return Found(node: try PolicyFiles.node(source), source: source, members: [("profile", .string(profile))])
        } catch { throw .faults(error, in: name, shell.language) }
    }

    private func readPublished(_ session: borrowing DaemonSession) throws(Refusal) -> Found {
        let json = try session.json(try session.get("v1", "policy"))
        let members = ["version", "profile", "publishedAt", "sequence"].compactMap { name in
            json[name].map { (name: name, value: $0) }
        }
        return Found(
            node: PolicyNode(json["policy"] ?? .null), source: Array((json["source"]?.asText ?? "").utf8),
            members: members)
    }
}
