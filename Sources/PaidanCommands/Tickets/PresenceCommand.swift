internal import ArgumentParser
internal import EventRendering
internal import Events
internal import JSONText
internal import PaidanClient

struct PresenceCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "presence",
        abstract: "Says that an agent came, went or is busy.",
        discussion: "Only who is online is offered tickets. Tickets already held stay.")

    static let examples = [
        Example("An agent comes", "paidan presence lin online"),
        Example("And goes", "paidan presence lin offline"),
    ]

    @Argument(help: "The agent's identifier.")
    var agent: String

    @Argument(
        help: "\(Presence.allCases.map(\.code).joined(separator: ", ")).",
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
