import DaemonHarness
import JSONText
import Testing

@Suite("The queue over HTTP and at the command line", .timeLimit(.minutes(10)))
struct QueueTests {
    @Test("is the board of priorities: the highest first, and of one priority the oldest")
    func board() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        // Nobody is there, and all wait.
        let texts = ["建议增加夜间模式", "请问发票怎么开", "系统瘫痪，紧急", "请问怎么改抬头", "要投诉，态度太差", "加急，打不开"]
        var numbers: [String] = []
        for text in texts { numbers.append(try await client.submit(Requests.submission(text))) }
        let inOrder = [2, 5, 4, 1, 3, 0].map { numbers[$0] }
        let queue = try await client.get("/v1/queue")
        #expect(queue.elements("items").map { $0.text("number") } == inOrder && queue.number("total") == 6)
        #expect(
            queue.elements("items").map { $0.text("priority") } == [
                "urgent", "urgent", "high", "medium", "medium", "low",
            ])
        #expect(queue.elements("items").map { $0.number("queued", "position") } == [1, 2, 3, 4, 5, 6])

        let board = try await CommandLine.paidan(daemon, "queue", language: "zh_CN.UTF-8")
        let rows = board.split(separator: "\n").filter { $0.contains("-0") && $0.contains("微信公众号") }
        let priorities = ["紧急", "紧急", "高", "中", "中", "低"]
        try #require(rows.count == 6, "\(board)")
        for (row, (number, priority)) in zip(rows, zip(inOrder, priorities)) {
            #expect(row.contains(number) && row.contains(" \(priority) "), "\(row)")
        }
        #expect(await daemon.stop() == 0)
    }
}
