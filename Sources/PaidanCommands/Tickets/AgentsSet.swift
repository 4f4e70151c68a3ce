internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct AgentsSet: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Adds an agent, or says how one is from now on.",
        discussion: """
            The flags are the whole agent but for presence: what is left out is empty, and the capacity is then the \
            policy's. A new agent is offline; `paidan presence` says when one comes.
            """)

    static let examples = [
        Example(
            "Somebody who knows two things",
            "paidan agents set lin --name 林静 --skill 系统故障=4 --skill 售后=2 --region 上海 --region 苏州"),
        Example("For a program", "paidan agents set wang --name 王强 --department 技术部 --capacity 3 --json"),
    ]

    @Argument(help: "The agent's identifier: letters, digits, - _ and dots.")
    var agent: String

    @Option(help: "As people call the agent.")
    var name: String?

    @Option(
        help: ArgumentHelp("What the agent knows, and how well from 1 to 5; may be repeated.", valueName: "skill=n"))
    var skill: [String] = []

    @Option(help: "Where the agent works; may be repeated.")
    var region: [String] = []

    @Option(help: "The department.")
    var department: String?

    @Option(help: ArgumentHelp("How many tickets at once.", valueName: "n"))
    var capacity: Int?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func validate() throws {
        for skill in skill where SkillLevel(skill) == nil {
            throw ValidationError("'\(skill)' is no skill with a level; one looks like 系统故障=4")
        }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        var members: [(name: String, value: JSON)] = []
        if let name { members.append(("name", .string(name))) }
        let skills = skill.compactMap { SkillLevel($0) }
        if !skills.isEmpty {
            members.append(("skills", .array(skills.map(\.json))))
        }
        if !region.isEmpty { members.append(("regions", .array(region.map { .string($0) }))) }
        if let department { members.append(("department", .string(department))) }
        if let capacity { members.append(("capacity", JSON(capacity))) }
        let answer = try session.act(.put, ["v1", "agents", agent], .object(members), once)
        let style = session.style
        try session.say(answer) { AgentText($0, style).page }
        return .success
    }
}
