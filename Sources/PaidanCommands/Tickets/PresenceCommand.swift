internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events
internal import JSONText
internal import PaidanClient

struct PresenceCommand: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "presence",
            abstract: .both("设置执行人员在线、离线或忙碌。", "Says that an agent came, went or is busy."),
            discussion: .both(
                "只有在线的执行人员会被派单，已在手上的工单保留。", "Only who is online is offered tickets. Tickets already held stay."))
    }

    static let examples = [
        Example("执行人员上线", "An agent comes", "paidan presence lin online"),
        Example("执行人员下线", "And goes", "paidan presence lin offline"),
    ]

    @Argument(help: .both("执行人员标识。", "The agent's identifier."))
    var agent: String

    @Argument(
        help: .both(
            "状态：\(Presence.allCases.map { "\($0.code)（\($0.words(.chinese))）" }.joined(separator: "、"))。",
            "One of \(Presence.allCases.map(\.code).joined(separator: ", "))."),
        completion: .list(Presence.allCases.map(\.code)))
    var state: String

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.act(.put, ["v1", "agents", agent, "presence"], ["state": .string(state)], once)
        let style = session.style
        try session.say(answer) { json in
            let agent = AgentText(json, style)
            let presence = agent.presence
            return ["\(agent.text("id"))  \(agent.text("name"))  \(style.painted(presence.text, presence.paint))"]
        }
        return .success
    }
}
