internal import ArgumentParser
internal import CommandHelp
internal import JSONText

/// What an agent knows, where, and how much at once.
struct ProfileOptions: ParsableArguments {
    @Option(
        help: .both(
            "执行人员的技能与等级（1 至 5）；可重复。", "What the agent knows, and how well from 1 to 5; may be repeated.",
            valueName: "skill=n"))
    var skill: [String] = []

    @Option(help: .both("负责的区域；可重复。", "Where the agent works; may be repeated."))
    var region: [String] = []

    @Option(help: .both("同时处理的工单数上限。", "How many tickets at once.", valueName: "n"))
    var capacity: Int?

    func validate() throws {
        for skill in skill where SkillLevel(skill) == nil {
            throw ValidationError(
                .both("'\(skill)' 不是“技能=等级”，应如 系统故障=4", "'\(skill)' is no skill with a level; one looks like 系统故障=4"))
        }
    }

    /// As the daemon takes them; what is left out is not named.
    var members: [(name: String, value: JSON)] {
        var members: [(name: String, value: JSON)] = []
        let skills = skill.compactMap { SkillLevel($0) }
        if !skills.isEmpty { members.append(("skills", .array(skills.map(\.json)))) }
        if !region.isEmpty { members.append(("regions", .array(region.map { .string($0) }))) }
        if let capacity { members.append(("capacity", JSON(capacity))) }
        return members
    }
}

/// `系统故障=4`
struct SkillLevel {
    let name: String
    let level: Int

    init?(_ text: String) {
        guard let equals = text.lastIndex(of: "="), let level = Int(text[text.index(after: equals)...]) else {
            return nil
        }
        (name, self.level) = (String(text[..<equals]), level)
    }

    var json: JSON { ["name": .string(name), "level": JSON(level)] }
}
