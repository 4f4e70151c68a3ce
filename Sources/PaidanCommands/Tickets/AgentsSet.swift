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
                没有指定的保持不变，别人同时所作的修改也不受影响；新增的执行人员没有指定的为空，容量则取策略的默认值。技能须列出全部，未写日期的沿用原有\
                起始日期。新增的执行人员处于离线状态，上线请用 `paidan presence`。
                """,
                """
                What is left out stays as it is, also where somebody else changes it meanwhile; of a new agent it is \
                empty, and the capacity is then the policy's. Skills are said all of them, and one without a date \
                keeps its own. A new agent is offline; `paidan presence` says when one comes.
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

    @Option(help: .both("部门代码；空值表示无。", "The department's code; empty for none."))
    var department: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        let texts = [("name", name), ("department", department)]
        let members = texts.compactMap { member, text in text.map { (name: member, value: JSON.string($0)) } }
        let answer = try session.act(
            .patch, ["v1", "agents", agent], .object(members + profile.members(style)), once,
            arguments: ["path:id": "AGENT"])
        try session.say(answer) { AgentText($0, style).page }
        return .success
    }
}
