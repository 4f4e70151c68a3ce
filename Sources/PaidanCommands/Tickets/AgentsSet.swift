internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct AgentsSet: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set",
            abstract: .both("添加或修改执行人员。", "Adds an agent, or says how one is from now on."),
            discussion: .both(
                """
                选项即执行人员的全部资料（在线状态除外）：没有指定的为空，容量则取策略的默认值。新增的执行人员处于离线\
                状态，上线请用 `paidan presence`。
                """,
                """
                The flags are the whole agent but for presence: what is left out is empty, and the capacity is then \
                the policy's. A new agent is offline; `paidan presence` says when one comes.
                """))
    }

    static let examples = [
        Example(
            "有两项技能的人", "Somebody who knows two things",
            "paidan agents set lin --name 林静 --skill 系统故障=4 --skill 售后=2 --region 上海 --region 苏州"),
        Example("供程序使用", "For a program", "paidan agents set wang --name 王强 --department 技术部 --capacity 3 --json"),
    ]

    @Argument(help: .both("执行人员标识：字母、数字、-、_ 和点。", "The agent's identifier: letters, digits, - _ and dots."))
    var agent: String

    @Option(help: .both("姓名。", "As people call the agent."))
    var name: String?

    @OptionGroup var profile: ProfileOptions

    @Option(help: .both("部门。", "The department."))
    var department: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        var members: [(name: String, value: JSON)] = []
        if let name { members.append(("name", .string(name))) }
        members += profile.members
        if let department { members.append(("department", .string(department))) }
        let answer = try session.act(.put, ["v1", "agents", agent], .object(members), once)
        let style = session.style
        try session.say(answer) { AgentText($0, style).page }
        return .success
    }
}
