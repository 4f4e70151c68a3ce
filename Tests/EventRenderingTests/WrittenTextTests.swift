import EventRendering
import Events
import Foundation
import JSONText
import Testing

/// What people wrote, opened by whoever has the key and put beside what the event says.
@Suite("An event with its texts")
struct WrittenTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var type: EventType
        var texts: [String: String]
        var chinese: String
        var english: String

        init(_ type: EventType, _ texts: [String: String], _ chinese: String, _ english: String) {
            (self.type, self.texts, self.chinese, self.english) = (type, texts, chinese, english)
        }

        var testDescription: String { type.code }
    }

    static let rows = [
        Row(
            .ticketClassified, ["reason": "客户投诉物流"], "admin 把类别从 咨询 改为 系统故障：客户投诉物流",
            "category changed from 咨询 to 系统故障 by admin: 客户投诉物流"),
        Row(
            .ticketPrioritised, ["reason": "VIP客户"], "admin 把优先级从 中 改为 紧急：VIP客户",
            "priority changed from medium to urgent by admin: VIP客户"),
        Row(.ticketReviewed, ["note": "盯紧"], "admin 审核完毕（需跟进）：盯紧", "reviewed by admin (needs follow-up): 盯紧"),
        Row(
            .customerContacted, ["note": "约了明天"], "林静 已联系客户（slow，attitude）：约了明天",
            "customer contacted by 林静 (slow, attitude): 约了明天"),
        Row(.ticketReopened, ["note": "又断网"], "admin 重开（第 2 轮）：又断网", "reopened by admin (round 2): 又断网"),
        Row(
            .ticketEscalated, ["note": "超时"], "升级至主管（「callback」超时）：超时",
            "escalated to supervisor (deadline callback missed): 超时"),
        Row(.offerDeclined, ["reason": "手头已满"], "林静 拒单：手头已满", "declined by 林静: 手头已满"),
        Row(
            .assignmentRequested, ["reason": "客户指定"], "admin 申请派给 林静（异常：缺少技能）：客户指定",
            "assignment to 林静 asked for by admin (odd: without the skill): 客户指定"),
        Row(
            .assignmentRejected, ["reason": "不合适"], "admin 不同意派给 林静：不合适",
            "assignment to 林静 rejected by admin: 不合适"),
        Row(
            .assignmentWithdrawn, ["reason": "未接单"], "admin 从 林静 收回（已接单）：未接单",
            "taken back from 林静 by admin (was accepted): 未接单"),
        Row(.progressRecorded, ["note": "一\n二\t三\u{1b}"], "林静 推进到「处理中」：一 二 三?", "处理中, by 林静: 一 二 三?"),
        Row(.ticketResolved, ["solution": "重启"], "林静 处理完毕：重启", "resolved by 林静: 重启"),
        Row(.ticketRated, ["comment": "很快"], "客户评价：非常满意：很快", "rated: very satisfied: 很快"),
        Row(
            .customerRevealed, ["reason": "回访"], "admin 查看客户 01112131 的完整信息：回访",
            "customer 01112131 was revealed by admin: 回访"),
        Row(
            .attachmentAdded, ["mediaType": "image/png", "name": "现场.png"], "添加附件 现场.png（图片，12345 字节）",
            "attachment 现场.png added (picture, 12345 bytes)"),
    ]

    @Test("says them, and is told to people with them on its one line", arguments: rows)
    func told(_ row: Row) throws {
        let specimen = try #require(Specimen.all.first { $0.type == row.type })
        let plain = try World().rendered(specimen.event)
        let texts = row.texts.sorted { $0.key < $1.key }
        let event = plain.saying(texts.map { ($0.key, .string($0.value)) })
        for (name, text) in texts { #expect(event.data[name]?.asText == text) }
        #expect(event.data.text.hasPrefix(plain.data.text.dropLast()) && plain.data[texts[0].key] == nil)
        #expect(event.words(.chinese, secondsFromUTC: 0) == row.chinese)
        #expect(event.words(.english, secondsFromUTC: 0) == row.english)
        let received = try #require(RenderedEvent(JSONDecoder().decode(JSON.self, from: Data(event.json.text.utf8))))
        #expect(received.words(.chinese, secondsFromUTC: 0) == row.chinese)
    }

    @Test("has the words by which triage decided")
    func deciding() throws {
        let world = try World()
        let rows: [(Specimen, String, String)] = [
            (Specimen.otherTriage[0], "归类为 系统故障（把握 93.5%，依据 收银 报错）", "classified as 系统故障 (93.5% sure, going by 收银 报错)"),
            (Specimen.otherTriage[3], "优先级 紧急（依据 收银 报错）", "priority urgent (going by 收银 报错)"),
            // Of words that did not decide nothing is said.
            (Specimen.otherTriage[6], "归类为 咨询", "classified as 咨询"),
        ]
        for (specimen, chinese, english) in rows {
            let event = try world.rendered(specimen.event).saying([("words", "收银 报错")])
            #expect(event.words(.chinese, secondsFromUTC: 0) == chinese)
            #expect(event.words(.english, secondsFromUTC: 0) == english)
        }
    }

    @Test("that cannot be opened says so, and what the customer asked for is not told twice")
    func unreadable() throws {
        let world = try World()
        let resolved = try world.rendered(TicketResolved()).saying([("unreadable", true)])
        #expect(resolved.words(.chinese, secondsFromUTC: 0).hasSuffix("（加密内容无法打开，请查看服务日志）"))
        #expect(resolved.words(.english, secondsFromUTC: 0).hasSuffix(" (cannot be opened: see what the daemon says)"))
        let submitted = try world.rendered(TicketSubmitted())
        let words = submitted.words(.english, secondsFromUTC: 0)
        #expect(submitted.saying([("description", "x"), ("notes", "y")]).words(.english, secondsFromUTC: 0) == words)
    }
}
