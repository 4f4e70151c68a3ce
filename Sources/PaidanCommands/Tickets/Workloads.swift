internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText

struct Workloads: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "workloads",
            abstract: .both(
                "查看每个执行人员的工作量和客户评价。", "Shows how much each agent has to do, and how customers rate their work."),
            discussion: .both(
                "加 --json 时原样打印服务返回的各页，一页一行。", "With --json it prints the daemon's pages, each on its line."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan workloads"),
        Example("谁已满负荷", "Who can take no more", "paidan workloads --json | jq .items[]"),
        Example(
            "各人得到的不满意评价", "How often each left a customer dissatisfied",
            "paidan workloads --json | jq '.items[] | {agent, dissatisfied: .ratings.dissatisfied}'"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        let language = style.language
        try session.sayAll(Pages(["v1", "workloads"], limit: nil)) { workloads in
            guard !workloads.isEmpty else { return [language("还没有执行人员", "no agents yet")] }
            var table = Table([
                (language("标识", "id"), .left), (language("姓名", "name"), .left),
                (language("状态", "presence"), .left), (language("待接单", "offered"), .right),
                (language("已接单", "accepted"), .right), (language("合计", "open"), .right),
                (language("容量", "capacity"), .right), (language("客户评价", "ratings"), .left),
            ])
            for json in workloads {
                let agent = AgentText(json, style)
                let isFull = (json["open"]?.asUnsigned ?? 0) >= (json["capacity"]?.asUnsigned ?? 0)
                table.add([
                    (agent.text("agent"), nil), (agent.text("name"), nil), agent.presence,
                    (agent.number("offered"), nil), (agent.number("accepted"), nil),
                    (agent.number("open"), isFull ? .yellow : nil), (agent.number("capacity"), nil),
                    (agent.ratings, nil),
                ])
            }
            return table.lines(hasColours: style.hasColours)
        }
        return .success
    }
}
