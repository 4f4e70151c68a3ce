internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Threads

// What a daemon sends line for line as it happens, over its restarts.
extension DaemonClient {
    /// Hands out what comes until there is no more, or nobody reads what is made of it. Whoever watches is told when
    /// the daemon is gone and when it is there again, each once.
    func follow(
        _ lines: consuming EventLines, in shell: Shell, _ body: ([JSON]) throws(Refusal) -> Void
    ) throws(Refusal) {
        var isLost = false
        while !shell.output.isClosed {
            let arrival: EventLines.Arrival
            do throws(ClientError) {
                arrival = try lines.next(until: .now.advanced(byNanoseconds: Self.lookNanoseconds))
            } catch { throw Refusal(error, at: address, shell.language) }
            switch arrival {
            case .events(let events): try body(events.map(\.json))
            case .lost(let error):
                if !isLost { shell.note(lost(error.reason, shell.language)) }
                isLost = true
            case .found:
                shell.note(shell.language("已重新连接", "connected again"))
                isLost = false
            case .nothing: continue
            case .end: return
            }
        }
    }

    private func lost(_ reason: String, _ language: Language) -> String {
        language(
            "与 \(address.text) 的连接中断（\(reason)）；正在重试，不会遗漏",
            "\(address.text) is gone (\(reason)); trying again, nothing gets lost")
    }

    /// The sequence number of the last event: behind it the daemon can be asked for what does not exist yet.
    func lastSequence(_ language: Language) throws(Refusal) -> UInt64 {
        let answer: Answer
        do throws(ClientError) { answer = try send(ClientRequest(.get, ["readyz"])) } catch {
            throw Refusal(error, at: address, language)
        }
        guard let sequence = JSON(parsing: answer.body)?["sequence"]?.asUnsigned else {
            throw Refusal(.notUnderstood("/readyz"), at: address, language)
        }
        return sequence
    }

    /// How often it looks whether anybody still reads what would be printed.
    private static var lookNanoseconds: Int64 { 1_000_000_000 }
}
