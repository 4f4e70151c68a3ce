internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct Reveal: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Shows a ticket with its customer's name and contact unmasked.",
        discussion: "Who looked, and why, is an event.")

    static let examples = [
        Example("To call a customer back", "paidan reveal 202611-001 --reason 需要电话联系客户确认上门时间"),
        Example("For a program", "paidan reveal 202611-001 --reason callback --json | jq -r .customer.contact"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Why it is necessary.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let path = ["v1", "tickets", ticket.number, "reveal"]
        let answer = try session.act(.post, path, ["reason": .string(reason)], ticket.once)
        let style = session.style
        try session.say(answer) { TicketText($0, style).page }
        return .success
    }
}
