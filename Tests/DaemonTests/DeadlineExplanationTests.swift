import CivilTime
import DaemonHarness
import JSONText
import Testing

@Suite("Deadlines over HTTP", .timeLimit(.minutes(10)))
struct DeadlineExplanationTests {
    @Test("say which minutes counted, and why the others did not")
    func explained() async throws {
        let daemon = try await RunningDaemon.new("--clock", "manual")
        let client = daemon.client
        let rehearsal = try await Rehearsal(client)
        // A Friday, an hour before the end of work; on the Monday after it nobody works.
        let now = try #require(try await client.get("/v1/clock").text("now").flatMap { Timestamp($0) })
        let friday = Self.nextFriday(after: now.milliseconds)
        let monday = String(Self.text(friday + 3 * Self.day + 12 * Self.hour).prefix(10))
        try await rehearsal.publish { source in
            source.replacing(Self.responseLength, with: Self.responseLength + "\n    calendar: office")
                .replacing("\n# 评价与闭环", with: Self.calendars(closed: monday) + "\n# 评价与闭环")
        }
        let turned = try await client.put("/v1/clock", ["now": .string(Self.text(friday + 17 * Self.hour))])
        try #require(turned.status == 200, "\(turned.body)")
        let number = try await rehearsal.submits("系统故障，打不开", channel: "wechat")

        let plain = try await client.get("/v1/tickets/\(number)/deadlines").elements("items")
        #expect(plain.allSatisfy { $0["segments"] == nil })
        var response = try await rehearsal.clock("response", number)
        #expect(response.text("dueAt") == Self.text(friday + 4 * Self.day + 10 * Self.hour))
        #expect(response.text("calendar") == "office" && response.number("countedMilliseconds") == 2 * 3_600_000)
        #expect(
            Self.lines(response, friday) == [
                "17:00 18:00 counts working", "18:00 24:00 - outside-hours", "24:00 72:00 - day-off",
                "72:00 96:00 - closed", "96:00 105:00 - outside-hours", "105:00 106:00 counts working",
            ])

        let whole = try await CommandLine.paidan(
            daemon, "show", number, "--deadlines", "--explain", language: "zh_CN.UTF-8")
        #expect(whole.contains("  不计：例外日期，策略规定不上班\n"), "\(whole)")

        // Where every minute counts, what does not is the time for which the customer was waited.
        let holder = try #require(try await rehearsal.ticket(number).text("offer", "agent"))
        _ = try await rehearsal.does("accept", number, ["agent": .string(holder)])
        _ = try await rehearsal.does("progress", number, ["agent": .string(holder), "stage": "处理中"])
        try await rehearsal.turns(minutes: 10)
        _ = try await rehearsal.does("progress", number, ["agent": .string(holder), "stage": "待客户确认"])
        try await rehearsal.turns(minutes: 20)
        _ = try await rehearsal.does("progress", number, ["agent": .string(holder), "stage": "处理中"])
        try await rehearsal.turns(minutes: 5)
        _ = try await rehearsal.does("resolve", number, ["agent": .string(holder), "solution": "重启"])
        let completion = try await rehearsal.clock("completion", number)
        #expect(completion["calendar"] == nil && completion.number("countedMilliseconds") == 15 * 60_000)
        #expect(
            Self.lines(completion, friday) == [
                "17:00 17:10 counts working", "17:10 17:30 - paused", "17:30 17:35 counts working",
            ])
        response = try await rehearsal.clock("response", number)
        #expect(response.text("state") == "ended" && Self.lines(response, friday) == ["17:00 17:35 counts working"])

        let shown = try await CommandLine.paidan(
            daemon, "show", number, "--deadlines", "--explain", language: "zh_CN.UTF-8")
        #expect(shown.contains(" 17:30:00  不计：暂停\n") && shown.contains("  共计时 15:00\n"), "\(shown)")
        #expect(await daemon.stop() == 0)
    }

    @Test("are met by a closing that they wait for, and only end where they wait for the customer's grade")
    func closedByHand() async throws {
        let daemon = try await RunningDaemon.new("--clock", "manual")
        let client = daemon.client
        let rehearsal = try await Rehearsal(client)
        for isRated in [true, false] {
            let number = try await rehearsal.submits("系统故障，打不开", channel: "wechat")
            let holder = try #require(try await rehearsal.ticket(number).text("offer", "agent"))
            _ = try await rehearsal.does("accept", number, ["agent": .string(holder)])
            _ = try await rehearsal.does("resolve", number, ["agent": .string(holder), "solution": "重启"])
            if isRated {
                _ = try await rehearsal.does("rate", number, ["grade": "dissatisfied"])
                _ = try await rehearsal.does("contact", number, ["reasons": ["not-solved"]])
            }
            _ = try await rehearsal.does("close", number)
            let clocks = try await rehearsal.clocks(number)
            #expect(clocks["acceptance"] == "met" && clocks["completion"] == "met")
            #expect(clocks["survey"] == (isRated ? "met" : "ended"))
            #expect(clocks["callback"] == (isRated ? "met" : nil) && clocks["follow-up"] == (isRated ? "met" : nil))
        }
        #expect(await daemon.stop() == 0)
    }

    private static let responseLength = "length: {byPriority: {urgent: 1h, high: 2h, medium: 4h, low: 24h}}"

    private static func calendars(closed date: String) -> String {
        """

        calendars:
          - code: office
            zone: Asia/Shanghai
            week:
              monday: [09:00-12:00, 13:00-18:00]
              tuesday: [09:00-12:00, 13:00-18:00]
              wednesday: [09:00-12:00, 13:00-18:00]
              thursday: [09:00-12:00, 13:00-18:00]
              friday: [09:00-12:00, 13:00-18:00]
              saturday: []
              sunday: []
            holidays: []
            exceptions:
              - {date: \(date), open: []}
        """
    }

    /// From one moment to another by the clocks of Shanghai, in hours since the Friday began.
    private static func lines(_ clock: JSON, _ friday: Int64) -> [String] {
        func hours(_ text: String?) -> String {
            guard let time = text.flatMap({ Timestamp($0) }) else { return "?" }
            let minutes = (time.milliseconds - friday) / 60_000
            return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        }
        return (clock["segments"]?.asElements ?? []).map { segment in
            let counts = segment["counts"]?.asBool == true ? "counts" : "-"
            let (from, to) = (hours(segment.text("from")), hours(segment.text("to")))
            return "\(from) \(to) \(counts) \(segment.text("reason") ?? "")"
        }
    }

    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 24 * hour

    /// When the next Friday but none of today's begins in Shanghai, in ms since 1970, which began on a Thursday.
    private static func nextFriday(after now: Int64) -> Int64 {
        var days = (now + 8 * hour) / day + 1
        while days % 7 != 1 { days += 1 }
        return days * day - 8 * hour
    }

    private static func text(_ milliseconds: Int64) -> String { Timestamp(milliseconds: milliseconds).text }
}
