import CommitLog
import Engine
import EventRendering
import Events
import Notifying
import Projections
import Testing

@Suite("What people are told", .timeLimit(.minutes(10)))
struct TextTests {
    @Test(
        "is a template, filled in",
        arguments: [
            ("", ""), ("没有空位", "没有空位"), ("工单 {number}", "工单 7"), ("{number}{number}", "77"),
            ("{nobody} {number}", "{nobody} 7"), ("{agent} is empty", " is empty"),
            ("We have it.[ {agent} will call.]", "We have it."), ("We have it.[ See {number}.]", "We have it. See 7."),
            ("[{number} {agent}][{number}]", "7"), ("an open [ bracket", "an open [ bracket"),
            ("an open { brace", "an open { brace"), ("a ] and a }", "a ] and a }"), ("[]", ""), ("{}", "{}"),
        ])
    func places(_ template: String, _ filled: String) {
        #expect(TextPlaces.fill(template, ["number": "7", "agent": ""]) == filled)
    }

    @Test("has the assignee's summary: customer masked, problem, priority and deadline")
    func summary() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            try await world.offer(engine)
            let message = try #require(await message(2, engine, world))
            #expect(message.recipient == .agent("lin"))
            #expect(message.chinese.title == "新工单 202405-001")
            #expect(message.chinese.text == "张**：价格与优惠，优先级中，请在 2024-05-06 09:15 前接单。")
            #expect(
                message.english.text == "张**: prices and offers, priority medium. Please accept by 2024-05-06 09:15.")
        }
    }

    @Test(
        "reads where a place is empty: outside of brackets other words stand for it",
        arguments: [("{agent} did not.", "nobody did not."), ("[{agent}, ]{agent}", "nobody"), ("{number}", "7")])
    func otherwise(_ template: String, _ filled: String) {
        #expect(TextPlaces.fill(template, ["number": "7", "agent": ""], otherwise: ["agent": "nobody"]) == filled)
    }

    @Test("acknowledges the customer's request: number, who and by when; who is left out while it is nobody")
    func acknowledgement() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            try await world.submit(engine)
            let alone = try #require(await message(1, engine, world))
            #expect(alone.chinese == NoticeText(title: "已受理：202405-001", text: "您的需求已受理，我们将在 2024-05-06 13:00 前与您联系。"))
            #expect(alone.english.text == "Your request has been received. We will contact you by 2024-05-06 13:00.")
        }
        let second = try NotifyingWorld()
        try await second.run { engine in
            try await second.offer(engine)
            let offered = try #require(await message(1, engine, second))
            #expect(!offered.chinese.text.contains("林静"))
            _ = try await engine.perform(
                .accept(NotifyingWorld.ticket, NotifyingWorld.lin), for: NotifyingWorld.clerk)
            // What was said stays said; who it is the next notification tells.
            #expect(await message(1, engine, second) == offered)
            let accepted = try #require(await message(3, engine, second))
            #expect(accepted.recipient == .customer(CustomerOrdinal(rawValue: 1)))
            #expect(accepted.chinese.text.hasPrefix("林静 正在处理您的需求"))
        }
    }

    @Test("says that nobody knows yet what a ticket is about")
    func unclassified() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            try await world.submit(engine, "在吗")
            let count = await engine.look { $0.inboxes.count }
            let facts = await engine.noticeFacts(Array(1...count))
            let queued = try #require(facts.first { $0.template == "queued" && $0.category.isEmpty })
            let message = try #require(await message(queued.entry.notification, engine, world))
            #expect(message.chinese.text == "未分类，优先级中，已排队。")
            #expect(message.english.text == "unclassified, priority medium: it waits.")
        }
    }

    @Test("has the link of the survey, as long as it works, for the customer alone")
    func link() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            try await world.offer(engine)
            try await world.resolve(engine)
            let survey = try #require(await engine.look { $0.surveys.survey(of: NotifyingWorld.ticket) })
            let token = try #require(try await engine.token(of: survey))
            #expect(token.utf8.count == 64)
            let number = await engine.look { $0.inboxes.count }
            let message = try #require(await message(number, engine, world))
            #expect(message.chinese.text == "您的问题已处理完成，请评价：https://paidan.example/s/\(token)")
            _ = try await engine.perform(
                .rate(NotifyingWorld.ticket, .satisfied, comment: ""), for: Caller(kind: .customer, account: 0))
            let later = try #require(await self.message(number, engine, world))
            #expect(!later.chinese.text.contains("/s/"))
        }
    }

    private func message(
        _ number: UInt64, _ engine: Engine<some CommitLog>, _ world: NotifyingWorld
    ) async -> Notifying.Message? {
        guard let facts = await engine.noticeFacts([number]).first else { return nil }
        return await Outbox(engine, carriers: [], origin: "test", links: world.links).message(facts)
    }
}
