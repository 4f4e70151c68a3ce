internal import EventRendering
internal import JSONText
internal import PaidanClient

/// Notifications as they come, over the daemon's restarts.
struct InboxFollower {
    let client: DaemonClient
    let query: [(name: String, value: String)]
    let isJSON: Bool

    func run(in shell: Shell) throws(Refusal) {
        let lines = EventLines(
            of: client, path: ["v1", "notifications", "stream"], query,
            after: try client.lastSequence(shell.language), follows: true, wasReached: true)
        let style = shell.pageStyle
        try client.follow(lines, in: shell) { notifications throws(Refusal) in
            for one in notifications {
                let lines = isJSON ? [one.text] : NotificationText(one, style).lines
                try shell.say(lines.map { Array($0.utf8) })
            }
        }
    }
}
