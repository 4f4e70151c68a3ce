import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

@Suite("The policy of a running daemon", .timeLimit(.minutes(10)))
struct PolicyTests {
    private static let yaml = ["Content-Type": "application/yaml"]

    @Test("is shown, changed and told of with the lines that are at fault")
    func published() async throws {
        let daemon = try await RunningDaemon.new()
        let first = try await daemon.client.get("/v1/policy")
        #expect(first.status == 200 && first.number("version") == 1 && first.text("profile") == "smart-dispatch")
        #expect(first.number("policy", "dispatch", "capacity") == 3)
        let source = try #require(first.text("source"))
        let wrong = source.replacing("  capacity: 3", with: "  capacity: 0")
        let refused = try await daemon.client.send("POST", "/v1/policy", Self.yaml, wrong)
        #expect(refused.status == 422 && refused.problem == "invalid" && refused.faults == ["value /dispatch/capacity"])
        let line = wrong.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == "  capacity: 0" }
        #expect(refused.elements("errors").map { $0.number("line") } == [line.map { UInt64($0) + 1 }])
        #expect(refused.elements("errors").map { $0.number("column") } == [13])
        let better = source.replacing("  capacity: 3", with: "  capacity: 5")
        let made = try await daemon.client.send("POST", "/v1/policy", Self.yaml, better)
        #expect(made.status == 201 && made.number("version") == 2 && made.sequence == made.number("sequence"))
        let json = try await daemon.client.post("/v1/policy", ["source": .string(source)])
        #expect(json.status == 201 && json.number("version") == 3)
        let now = try await daemon.client.get("/v1/policy")
        #expect(now.number("version") == 3 && now.text("source") == source)
        let other = try await daemon.client.send("POST", "/v1/policy", ["Content-Type": "text/plain"], source)
        #expect(other.problem == "unsupported-media-type")
        #expect(await daemon.stop() == 0)
    }

    @Test("is refused where a calendar's time zone is unknown, with the place in the file")
    func zones() async throws {
        let daemon = try await RunningDaemon.new()
        let source = try #require(try await daemon.client.get("/v1/policy").text("source"))
        let days = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].map { "\($0)day: [09:00-18:00]" }
        func calendars(_ zone: String) -> String {
            source + "\ncalendars: [{code: office, zone: \(zone), week: {\(days.joined(separator: ", "))}}]\n"
        }
        let refused = try await daemon.client.send("POST", "/v1/policy", Self.yaml, calendars("Asia/Shangai"))
        #expect(refused.status == 422 && refused.faults == ["value /calendars/0/zone"])
        let fault = try #require(refused.elements("errors").first)
        let line = calendars("").split(separator: "\n", omittingEmptySubsequences: false).count - 1
        #expect(fault.number("line") == UInt64(line) && fault.number("column") == 34)
        #expect(fault.text("detail") == "没有时区 Asia/Shangai；请写成 Asia/Shanghai 这样")
        let made = try await daemon.client.send("POST", "/v1/policy", Self.yaml, calendars("Asia/Shanghai"))
        #expect(made.status == 201 && made.number("version") == 2)
        #expect(await daemon.stop() == 0)
    }

    @Test("is published once under one key")
    func once() async throws {
        let daemon = try await RunningDaemon.new()
        let source = try #require(try await daemon.client.get("/v1/policy").text("source"))
        let headers = Self.yaml.merging(["Idempotency-Key": "k"]) { $1 }
        let answers = [
            try await daemon.client.send("POST", "/v1/policy", headers, source),
            try await daemon.client.send("POST", "/v1/policy", headers, source),
        ]
        #expect(answers.map { $0.number("version") } == [2, 2] && answers.map(\.isReplay) == [false, true])
        #expect(await daemon.stop() == 0)
    }
}
