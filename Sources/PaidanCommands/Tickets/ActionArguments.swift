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

extension DaemonSession {
    /// Does something to a ticket and says how it stands then.
    func act(
        on ticket: ActionArguments, _ action: String, _ members: [(name: String, text: String?)],
        and others: [(name: String, value: JSON)] = []
    ) throws(Refusal) -> CommandStatus {
        let given = members.compactMap { name, text in text.map { (name: name, value: JSON.string($0)) } }
        let answer = try act(.post, ["v1", "tickets", ticket.number, action], .object(given + others), ticket.once)
        let style = style
        try say(answer) { [TicketText($0, style).line] }
        return .success
    }
}
