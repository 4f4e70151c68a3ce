import DaemonHarness
import JSONText
import Testing

@Suite("What waits", .timeLimit(.minutes(10)))
struct WaitingListTests {
    private static let urgent = "收银系统故障，加急，门店无法营业"
    private static let ordinary = "请问怎么开发票"

    private static func numbers(_ client: DaemonClient, _ whom: String) async throws -> [String] {
        let answer = try await client.get("/v1/queue?for=\(whom)")
        let numbers = answer.elements("items").compactMap { $0.text("number") }
        #expect(answer.number("total") == UInt64(numbers.count))
        return numbers
    }

    @Test("for a dispatcher or for a review is listed by priority, then age, and leaves the list when it waits no more")
    func lists() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let rehearsal = try await Rehearsal(client)
        try await rehearsal.publish {
            $0.replacing("mode: automatic", with: "mode: confirm").replacing(
                "charactersMin: 0", with: "charactersMin: 2")
        }
        var numbers: [String] = []
        for text in [Self.ordinary, "嗯", Self.urgent, "啊", Self.ordinary] {
            numbers.append(try await rehearsal.submits(text, channel: "wechat"))
        }
        #expect(try await Self.numbers(client, "dispatcher") == [numbers[2], numbers[0], numbers[4]])
        #expect(try await Self.numbers(client, "review") == [numbers[1], numbers[3]])
        #expect(try await Self.numbers(client, "agent") == [])
        _ = try await rehearsal.does("confirm", numbers[2])
        _ = try await rehearsal.does("prioritise", numbers[4], ["priority": "high", "reason": "大客户"])
        _ = try await rehearsal.does("classify", numbers[3], ["category": "咨询", "reason": "电话问过"])
        #expect(try await Self.numbers(client, "dispatcher") == [numbers[4], numbers[0], numbers[3]])
        #expect(try await Self.numbers(client, "review") == [numbers[1]])
        for agent in ["lin", "wang", "zhao", "qian"] {
            _ = try await client.put("/v1/agents/\(agent)/presence", ["state": "offline"])
        }
        #expect(try await Self.numbers(client, "dispatcher") == [])
        #expect(try await Self.numbers(client, "agent") == [numbers[4], numbers[0], numbers[3]])
        let shown = try await CommandLine.paidan(daemon, "queue", "--for", "review", language: "C")
        #expect(shown.contains(numbers[1]) && !shown.contains(numbers[0]))
        let refused = try await client.get("/v1/queue?for=nobody")
        #expect(refused.status == 422 && refused.body.contains("\"?for\""))
        #expect(await daemon.stop() == 0)
    }
}
