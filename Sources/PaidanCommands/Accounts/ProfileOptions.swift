internal import ArgumentParser
internal import CivilTime
internal import CommandHelp
internal import JSONText

/// What an agent knows, where, how much at once, and in which pool.
struct ProfileOptions: ParsableArguments {
    @Option(
        help: .both(
            "执行人员的技能与等级（1 至 5），可加从事的起始日期，如 系统故障=4@2024-05-01；可重复，须列出全部技能，空值表示无。",
            """
            What the agent knows, how well from 1 to 5, and since when if that is known: cables=4@2024-05-01. May be \
            repeated, and says all of them; empty for none.
            """,
            valueName: "skill=n[@date]"))
    var skill: [String] = []

    @Option(
        help: .both(
            "负责的区域；可重复，须列出全部区域，空值表示无。",
            "Where the agent works; may be repeated, and says all of them; empty for none."))
    var region: [String] = []

    @Option(help: .both("同时处理的工单数上限。", "How many tickets at once.", valueName: "n"))
    var capacity: Int?

    @Option(
        help: .both(
            "所属的人员池，按策略的代码，如 backup；空值表示常规人员。",
            "The pool that the agent is in, by the policy's code, such as backup; empty for the regular one.",
            valueName: "code"))
    var pool: String?

    func validate() throws {
        for skill in skill where !skill.isEmpty && SkillLevel(skill) == nil {
            throw ValidationError(
                .both(
                    "'\(skill)' 不是“技能=等级”，应如 系统故障=4 或 系统故障=4@2024-05-01",
                    "'\(skill)' is no skill with a level; one looks like 系统故障=4 or 系统故障=4@2024-05-01"))
        }
    }

    /// As the daemon takes them; what is left out is not named.
    func members(_ style: PageStyle) -> [(name: String, value: JSON)] {
        let skills = skill.compactMap { SkillLevel($0)?.json(style) }
        let members: [(name: String, value: JSON?)] = [
            ("skills", skill.isEmpty ? nil : .array(skills)),
            ("regions", region.isEmpty ? nil : .array(region.filter { !$0.isEmpty }.map { .string($0) })),
            ("capacity", capacity.map { JSON($0) }),
            ("pool", pool.map { .string($0) }),
        ]
        return members.compactMap { name, value in value.map { (name, $0) } }
    }
}

/// `系统故障=4`, or `系统故障=4@2024-05-01`.
struct SkillLevel {
    let name: String
    let level: Int
    private let since: Since?

    private enum Since {
        /// By the clocks of whoever says it.
        case date(CivilDate)
        case time(Timestamp)
    }

    init?(_ text: String) {
        guard let equals = text.lastIndex(of: "=") else { return nil }
        let parts = text[text.index(after: equals)...].split(
            separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let level = Int(parts[0]) else { return nil }
        (name, self.level) = (String(text[..<equals]), level)
        guard parts.count > 1 else {
            since = nil
            return
        }
        let since = String(parts[1])
        if let date = CivilDate(since) {
            self.since = .date(date)
        } else if let time = Timestamp(since) {
            self.since = .time(time)
        } else {
            return nil
        }
    }

    func json(_ style: PageStyle) -> JSON {
        var members: [(name: String, value: JSON)] = [("name", .string(name)), ("level", JSON(level))]
        switch since {
        case .date(let date):
            let midnight = date.days * 86_400_000
            let time = Timestamp(milliseconds: midnight - style.secondsFromUTC(midnight) * 1000)
            members.append(("since", .string(time.text)))
        case .time(let time): members.append(("since", .string(time.text)))
        case nil: break
        }
        return .object(members)
    }
}
