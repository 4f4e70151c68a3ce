internal import CivilTime
package import Engine
package import EventRendering
internal import Events
internal import Policies
internal import Projections

/// What somebody is told, in one language.
package struct NoticeText: Hashable, Sendable {
    package let title: String
    package let text: String

    package init(title: String, text: String) {
        self.title = title
        self.text = text
    }
}

extension NoticeFacts {
    /// The policy's template, filled in. The customer, and whoever is named in a reason, is masked: what is told is
    /// read in passing, and whoever may see more reveals it on the ticket.
    package func text(_ language: Language, _ texts: PolicyTexts, _ fillings: NoticeFillings) -> NoticeText {
        // A policy that was replaced may have said what the present one does not know.
        guard let found = texts.template(template) else { return NoticeText(title: template, text: "") }
        let places = places(language, texts, fillings)
        let otherwise = Self.otherwise(language)
        return NoticeText(
            title: TextPlaces.fill(found.title[language], places, otherwise: otherwise),
            text: TextPlaces.fill(found.text[language], places, otherwise: otherwise))
    }

    /// Each of ``Policy/Template/places``.
    private func places(_ language: Language, _ texts: PolicyTexts, _ fillings: NoticeFillings) -> [String: String] {
        [
            "number": ticketNumber, "customer": Masking.name(customerName),
            "contact": Masking.contact(customerContact), "category": words(category: category, language, texts),
            "priority": priority.words(language), "agent": agent?.name ?? "",
            "due": entry.dueAt.map { Self.time($0, texts.secondsFromUTC) } ?? "",
            "stage": texts.stage(stage)[language],
            "grade": grade.map { texts.grade($0)?[language] ?? $0.words(language) } ?? "",
            "reason": fillings.reason.map { words($0, fillings.known, language, texts) } ?? "",
            "link": fillings.link ?? "",
        ]
    }

    /// That nobody knows yet what it is about is something to say, in brackets too.
    private func words(category: String, _ language: Language, _ texts: PolicyTexts) -> String {
        category.isEmpty ? language("未分类", "unclassified") : texts.category(category)[language]
    }

    private func words(
        _ reason: NoticeReason, _ known: Masking.Known?, _ language: Language, _ texts: PolicyTexts
    ) -> String {
        switch reason {
        case .words(let words):
            let customer = Masking.Known(names: [customerName], contacts: [customerContact])
            return Masking.text(words, knowing: known ?? customer)
        case .deadline(let code, let isOver):
            let name = texts.deadline(code)[language]
            return isOver
                ? language("「\(name)」超时", "\(name) is overdue") : language("「\(name)」即将到期", "\(name) is due soon")
        }
    }

    /// For what there is nothing of to say.
    private static func otherwise(_ language: Language) -> [String: String] {
        [
            "customer": language("客户", "the customer"), "contact": language("无联系方式", "no contact"),
            "agent": language("无人", "nobody"), "due": language("未定时间", "an open date"),
            "stage": language("尚未开始", "not begun"),
            "grade": language("未评价", "not rated"), "reason": language("未说明原因", "no reason given"),
            "link": language("（链接已失效）", "(the link has expired)"),
        ]
    }

    /// Seconds are for programs.
    private static func time(_ instant: Instant, _ secondsFromUTC: Int64) -> String {
        let text = Timestamp(milliseconds: instant.milliseconds).localText(secondsFromUTC: secondsFromUTC)
        return String(text.dropLast(":00".count))
    }
}
