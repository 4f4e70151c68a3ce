internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

/// The ticket that something is done to.
struct ActionArguments: ParsableArguments {
    @Argument(help: .both("工单号。", "The ticket's number."))
    var number: String

    @OptionGroup var once: OnceOption
}

/// `--agent`: for whom something is done to a ticket.
struct ActorOption: ParsableArguments {
    @Option(
        help: .both(
            "由哪位执行人员操作。默认：登录账号对应的执行人员。", "Who does it. Default: the agent that the account signed in is.",
            valueName: "id"))
    var agent: String?
}

extension DaemonSession {
    /// Does something to a ticket and says how it stands then.
    func act(
        on ticket: ActionArguments, _ action: String, _ members: [(name: String, text: String?)],
        and others: [(name: String, value: JSON)] = []
    ) throws(Refusal) -> CommandStatus {
        let answer = try answer(on: ticket, action, members, and: others)
        let style = style
        try say(answer) { [TicketText($0, style).line] }
        return .success
    }

    /// Does something to a ticket.
    func answer(
        on ticket: ActionArguments, _ action: String, _ members: [(name: String, text: String?)],
        and others: [(name: String, value: JSON)] = []
    ) throws(Refusal) -> Answer {
        let given = members.compactMap { name, text in text.map { (name: name, value: JSON.string($0)) } }
        return try act(.post, ["v1", "tickets", ticket.number, action], .object(given + others), ticket.once)
    }
}
