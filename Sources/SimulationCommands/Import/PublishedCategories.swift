internal import EventRendering
internal import JSONText
internal import PaidanCommands
internal import Policies
internal import PolicyFiles
internal import RecordedWork
internal import Simulation

/// The categories of the policy in force, and what a record's become among them.
struct PublishedCategories {
    private let source: [UInt8]
    private let policy: Policy

    init(_ session: borrowing DaemonSession) throws(Refusal) {
        let answer = try session.json(try session.get("v1", "policy"))
        source = Array((answer["source"]?.asText ?? "").utf8)
        var canonical: [UInt8] = []
        answer["policy"]?.append(to: &canonical)
        do throws(PolicyRefusal) {
            policy = try Policy(canonical: canonical, version: answer["version"]?.asUnsigned ?? 0)
        } catch { throw .faults(error, in: "policy", session.language) }
    }

    /// The code of a category that has this name, or is called so by people.
    private func code(named name: String) -> String? {
        let categories = policy.triage.categories
        if categories.contains(where: { $0.code == name }) { return name }
        return categories.first { $0.name.chinese == name || $0.name.english == name }?.code
    }

    /// By what the record calls them, the policy's codes of all its categories.
    /// - Throws: a refusal that names those that the policy does not have, the most frequent first.
    func codes(
        for sources: ImportSources, otherwise: String?, _ language: Language
    ) throws(Refusal) -> [String: String] {
        if let otherwise, code(named: otherwise) == nil {
            throw .badUse(
                "--otherwise：策略没有类别 \(otherwise)", "--otherwise: the policy has no category \(otherwise)")
        }
        var counts: [String: Int] = [:]
        for step in sources.record.cases.flatMap(\.steps) {
            if let name = sources.mapping.skill.value(step) { counts[name, default: 0] += 1 }
        }
        var codes: [String: String] = [:]
        var unknown: [(name: String, count: Int)] = []
        for (name, count) in counts {
            if let code = code(named: sources.mapping.categories[name] ?? name) ?? otherwise.flatMap(code) {
                codes[name] = code
            } else {
                unknown.append((name, count))
            }
        }
        guard !unknown.isEmpty else { return codes }
        unknown.sort { ($1.count, $0.name) < ($0.count, $1.name) }
        let shown = unknown.prefix(Self.namesShown).map(\.name).joined(separator: ", ")
        let more = unknown.count > Self.namesShown ? ", …" : ""
        throw .badUse(
            "现行策略没有记录中的 \(unknown.count) 个类别：\(shown)\(more)；请用 --write-policy 写出加上它们的策略并发布，"
                + "或在映射的 categories 中指明，或用 --otherwise 归入一个类别",
            "the policy in force does not have \(unknown.count) categories of the record: \(shown)\(more); write a policy "
                + "with them by --write-policy and publish it, say in the mapping's categories what they are here, or "
                + "give them one with --otherwise")
    }

    private static let namesShown = 10

    /// Writes the policy in force with a category for each of the record's that it does not have.
    func write(_ path: String, with sources: ImportSources, in shell: Shell) throws(Refusal) {
        try shell.refuseToReplace(path)
        let zone = try sources.reader.zone(sources.mapping.zone)
        let written: (document: PolicyDocument, added: Int)
        do throws(SimulationError) {
            let workload = try Workload(sources.record, by: sources.mapping, zone: zone)
            let node: PolicyNode
            do throws(PolicyRefusal) { node = try PolicyFiles.node(source) } catch { throw .policy(error) }
            written = try ProfileForRecord.adding(workload, to: node) { name in
                code(named: sources.mapping.categories[name] ?? name) != nil
            }
        } catch { throw Refusal(error, out: path, profile: path, shell.language) }
        let text = String(decoding: written.document.source, as: UTF8.self) + "\n"
        try shell.createNamed(path, text: text, isPrivate: false)
        try shell.say(
            shell.language(
                "\(path)：现行策略，加上 \(written.added) 个类别；用 `paidan policy publish \(path)` 发布后再引入",
                "\(path): the policy in force and \(written.added) categories more; publish it with `paidan policy publish "
                    + "\(path)`, then import"))
    }
}
