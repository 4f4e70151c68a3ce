internal import EventRendering
internal import Events
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
        var codes: [String: String] = [:]
        var unknown: [String] = []
        for name in Self.names(in: sources) {
            codes[name] = code(of: name, sources.mapping) ?? otherwise.flatMap(code)
            if codes[name] == nil { unknown.append(name) }
        }
        guard !unknown.isEmpty else { return codes }
        let shown = unknown.prefix(Self.namesShown).joined(separator: ", ")
        let more = unknown.count > Self.namesShown ? ", …" : ""
        throw .badUse(
            "现行策略没有记录中的 \(unknown.count) 个类别：\(shown)\(more)；请用 --write-policy 写出加上它们的策略并发布，"
                + "或在映射的 categories 中指明，或用 --otherwise 归入一个类别",
            "the policy in force does not have \(Self.counted(unknown.count)) of the record: \(shown)\(more); write a "
                + "policy with them by --write-policy and publish it, say in the mapping's categories what they are "
                + "here, or give them one with --otherwise")
    }

    private static let namesShown = 10

    private static func counted(_ categories: Int) -> String {
        Amounts.count(categories, "category", plural: "categories")
    }

    private func code(of name: String, _ mapping: Mapping) -> String? {
        code(named: mapping.categories[name] ?? name)
    }

    /// What the record calls categories, the most frequent first.
    private static func names(in sources: ImportSources) -> [String] {
        var counts: [String: Int] = [:]
        for step in sources.record.cases.flatMap(\.steps) {
            if let name = sources.mapping.skill.value(step) { counts[name, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// The median time from taking a case to its resolution, by what the case is about.
    private static func estimates(_ sources: ImportSources) -> [String: Duration] {
        var times: [String: [Int64]] = [:]
        for recorded in sources.record.cases {
            let history = CaseHistory(recorded, skill: sources.mapping.skill)
            guard let category = history.category, let taken = history.steps.first(where: { $0.action == .accepted }),
                let resolved = history.steps.last(where: { $0.action == .resolved })
            else { continue }
            times[category, default: []].append(resolved.at.milliseconds - taken.at.milliseconds)
        }
        return times.mapValues { .milliseconds($0.sorted()[$0.count / 2]) }
    }

    /// Writes the policy in force with a category for each of the record's that it does not have.
    func write(_ path: String, with sources: ImportSources, in shell: Shell) throws(Refusal) {
        try shell.refuseToReplace(path)
        let unknown = Self.names(in: sources).filter { code(of: $0, sources.mapping) == nil }
        guard !unknown.isEmpty else {
            throw .badUse(
                "没有写 \(path)：现行策略已有记录中的全部类别，可以直接引入",
                "\(path) was not written: the policy in force has all categories of the record, so import it")
        }
        let written: ProfileForRecord.Extended
        do throws(SimulationError) {
            let node: PolicyNode
            do throws(PolicyRefusal) { node = try PolicyFiles.node(source) } catch { throw .policy(error) }
            written = try ProfileForRecord.adding(
                unknown, estimates: Self.estimates(sources), to: node, known: policy)
        } catch { throw Refusal(error, out: path, profile: path, shell.language) }
        guard written.added > 0 else {
            throw .badUse(
                "策略已满，放不下 \(unknown.count) 个类别；请用 --otherwise 归入已有的一个类别",
                "the policy is full: there is no room for \(Self.counted(unknown.count)); give them one that there is "
                    + "with --otherwise")
        }
        let text = String(decoding: written.document.source, as: UTF8.self) + "\n"
        try shell.createNamed(path, text: text, isPrivate: false)
        let rest = written.otherwise.map { code in
            shell.language(
                "；其余 \(unknown.count - written.added + 1) 个放不下，引入时加 --otherwise \(code)",
                "; there is no room for \(unknown.count - written.added + 1) more, so add --otherwise \(code)")
        }
        try shell.say(
            shell.language(
                "\(path)：现行策略，加上 \(written.added) 个类别；用 `paidan policy publish \(path)` 发布后再引入",
                "\(path): the policy in force and \(Self.counted(written.added)) more; publish it with `paidan policy "
                    + "publish \(path)`, then import") + (rest ?? ""))
    }
}
