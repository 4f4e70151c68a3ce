import CommitLog
import Domain
import Engine
import EventRendering
import Events
import Notifying
import Policies
import PolicyFiles
import Projections
import SegmentLog
import Testing

@Suite("What people were told", .timeLimit(.minutes(10)))
struct StandingTextTests {
    private static let ticket = NotifyingWorld.ticket

    @Test("stays as it was, whatever becomes of the ticket")
    func stands() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            try await world.offer(engine)
            world.clock.advance(by: .seconds(15 * 60))
            let told = try await told("acceptance-overdue", to: "clerk", engine)
            let said = try await text(told, engine)
            #expect(said.text == "林静 在 2024-05-06 09:15 前没有接单，请跟进。")
            #expect(try await engine.reason(of: told) == .deadline("acceptance", isOver: true))
            for action in [
                Action.prioritise(Self.ticket, .urgent, reason: "停业"),
                .classify(Self.ticket, category: "系统故障", reason: "不是咨询"),
                .reassign(Self.ticket, reason: "没有接单"),
            ] {
                _ = try await engine.perform(action, for: NotifyingWorld.clerk)
                let again = try #require(await engine.noticeFacts([told.entry.notification]).first)
                #expect(again.category == told.category && again.priority == .medium && again.agent?.name == "林静")
                #expect(try await text(again, engine) == said)
            }
        }
        // And after a restart.
        try await world.run { engine in
            let told = try await told("acceptance-overdue", to: "clerk", engine)
            #expect(try await text(told, engine).text == "林静 在 2024-05-06 09:15 前没有接单，请跟进。")
        }
    }

    @Test("names the grade, and why: in the words of who brought it about, masked, or by the deadline")
    func reasons() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            let rated = try await dissatisfied(world, engine)
            #expect(try await text(rated, engine).title == "工单 202405-001 评价为不满意，请回访")
            #expect(try await text(rated, engine, .english).title.hasPrefix("Ticket 202405-001 was rated dissatisfied"))
            #expect(rated.stage == "已完成")
            world.clock.advance(by: .seconds(3_600))
            let overdue = try await told("callback-overdue", to: "supervisor", engine)
            #expect(try await engine.reason(of: overdue) == .deadline("callback", isOver: true))
            _ = try await engine.perform(
                .escalate(Self.ticket, to: "supervisor", note: "请回电 13912345678，找王店长或张先生"), for: NotifyingWorld.clerk)
            let escalated = try await told("escalated", to: "supervisor", engine)
            #expect(try await text(escalated, engine).text == "价格与优惠，优先级中：请回电 *******5678，找王**或张**")
            _ = try await engine.perform(.erase(CustomerOrdinal(rawValue: 1)), for: NotifyingWorld.clerk)
            let erased = try await text(escalated, engine)
            #expect(erased.text == "价格与优惠，优先级中")
        }
    }

    @Test("fills every place of every template that is shipped, in both languages, known or not")
    func places() async throws {
        let world = try NotifyingWorld()
        try await world.run { engine in
            let whole = try await dissatisfied(world, engine)
            let bare = try #require(await engine.noticeFacts([1]).first)
            let fillings = NoticeFillings(link: "https://x.example/s/1", reason: .words("客户很急"))
            var texts = engine.registry.codes.texts
            let shipped = texts.templates
            #expect(shipped.count > 10)
            for language in [Language.chinese, .english] {
                for template in shipped {
                    for (facts, fillings) in [(whole, fillings), (bare, NoticeFillings())] {
                        texts.templates = [renamed(template, facts.template)]
                        let said = facts.text(language, texts, fillings)
                        let all = said.title + said.text
                        #expect(!all.contains { "{}[]".contains($0) } && !all.isEmpty, "\(template.code): \(all)")
                        for gap in ["：，", "，，", "  ", " ,", ": .", "，。", "：。"] {
                            #expect(!all.contains(gap), "\(template.code): \(all)")
                        }
                    }
                }
                // Each place by itself, where it is known and where it is not.
                for place in Policy.Template.places {
                    var template = renamed(shipped[0], whole.template)
                    template.text = LocalText("<{\(place)}>", "<{\(place)}>")
                    texts.templates = [template]
                    let said = whole.text(language, texts, fillings).text
                    #expect(said != "<>" && !said.contains("{"), "\(place): \(said)")
                    template.code = bare.template
                    texts.templates = [template]
                    let otherwise = bare.text(language, texts, NoticeFillings()).text
                    #expect(otherwise != "<>" && !otherwise.contains("{"), "\(place): \(otherwise)")
                }
            }
            texts.templates = [renamed(shipped[0], whole.template)]
            texts.templates[0].text = LocalText("{customer} {contact} {stage} {grade}", "{stage} {grade}")
            #expect(whole.text(.chinese, texts, fillings).text == "张** 138****5678 已完成 不满意")
            #expect(whole.text(.english, texts, fillings).text == "done dissatisfied")
        }
    }

    /// What the clerk is told of a ticket whose customer is not satisfied.
    private func dissatisfied(
        _ world: NotifyingWorld, _ engine: Engine<SegmentLog>
    ) async throws -> NoticeFacts {
        try await world.offer(engine)
        try await world.resolve(engine)
        _ = try await engine.perform(
            .rate(Self.ticket, .dissatisfied, comment: "", reasons: []), for: Caller(kind: .customer, account: 0))
        return try await told("dissatisfied", to: "clerk", engine)
    }

    private func renamed(_ template: Policy.Template, _ code: String) -> Policy.Template {
        var template = template
        template.code = code
        return template
    }

    /// Waits until somebody was told something.
    private func told(_ template: String, to role: String, _ engine: Engine<SegmentLog>) async throws -> NoticeFacts {
        while true {
            let (sequence, count) = await engine.look { ($0.sequence, $0.inboxes.count) }
            let facts = await engine.noticeFacts(Array(1...max(count, 1)))
            if let found = facts.last(where: { $0.template == template && $0.toRole == role }) { return found }
            await engine.reach(sequence + 1)
        }
    }

    private func text(
        _ facts: NoticeFacts, _ engine: Engine<SegmentLog>, _ language: Language = .chinese
    ) async throws -> NoticeText {
        let texts = engine.registry.codes.texts
        let fillings = try await SurveyLinks(base: "").fillings(of: facts, texts, engine)
        return facts.text(language, texts, fillings)
    }
}
