internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Threads

/// Notifications as they come, over the daemon's restarts.
struct InboxFollower {
    let client: DaemonClient
    let query: [(name: String, value: String)]
    let isJSON: Bool

    /// How often it looks whether anybody still reads what would be printed.
    private static let lookNanoseconds: Int64 = 1_000_000_000

    func run(in shell: Shell) throws(Refusal) {
        var lines = EventLines(
            of: client, path: ["v1", "notifications", "stream"], query, after: try sequence(shell), follows: true,
            wasReached: true)
        let style = shell.pageStyle
        while !shell.output.isClosed {
            let arrival: EventLines.Arrival
            do throws(ClientError) {
                arrival = try lines.next(until: .now.advanced(byNanoseconds: Self.lookNanoseconds))
            } catch { throw Refusal(error, at: client.address, shell.language) }
            switch arrival {
            case .events(let notifications):
                for one in notifications.map(\.json) {
                    let lines = isJSON ? [one.text] : NotificationText(one, style).lines
                    try shell.say(lines.map { Array($0.utf8) })
                }
            case .lost(let error):
                let address = client.address.text
                shell.note(
                    shell.language(
                        "与 \(address) 的连接中断（\(error.reason)）；正在重试", "\(address) is gone (\(error.reason)); trying again"
                    ))
            case .found: shell.note(shell.language("已重新连接", "connected again"))
            case .nothing: continue
            case .end: return
            }
        }
    }

    /// The sequence number of the last event: what comes behind it is new.
    private func sequence(_ shell: Shell) throws(Refusal) -> UInt64 {
        let answer: Answer
        do throws(ClientError) { answer = try client.send(ClientRequest(.get, ["readyz"])) } catch {
            throw Refusal(error, at: client.address, shell.language)
        }
        guard let sequence = JSON(parsing: answer.body)?["sequence"]?.asUnsigned else {
            throw Refusal(.notUnderstood("/readyz"), at: client.address, shell.language)
        }
        return sequence
    }
}
