internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct Reveal: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reveal",
            abstract: .both(
                "查看工单及所写内容，不遮盖客户姓名和联系方式。",
                "Shows a ticket and what was written on it, with its customer's name and contact unmasked."),
            discussion: .both("谁在何时因何查看，都会记录为事件。", "Who looked, and why, is an event."))
    }

    static let examples = [
        Example("回电客户前查看", "To call a customer back", "paidan reveal 202611-001 --reason 需要电话联系客户确认上门时间"),
        Example(
            "供程序使用", "For a program", "paidan reveal 202611-001 --reason callback --json | jq -r .customer.contact"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("查看的理由。", "Why it is necessary.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let path = ["v1", "tickets", ticket.number, "reveal"]
        let answer = try session.act(.post, path, ["reason": .string(reason)], ticket.once)
        let style = session.style
        try session.say(answer) { TicketText($0, style).page }
        guard !session.isJSON, let written = try session.json(answer)["story"]?.asElements else { return .success }
        try session.tell(written)
        return .success
    }
}
