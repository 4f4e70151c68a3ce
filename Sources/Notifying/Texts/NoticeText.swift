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
    /// The policy's template, filled in. The customer is masked.
    /// - Parameter link: what `{link}` stands for.
    package func text(_ language: Language, _ texts: PolicyTexts, link: String?) -> NoticeText {
        // A policy that was replaced may have said what the present one does not know.
        guard let found = texts.template(template) else { return NoticeText(title: template, text: "") }
        let places = [
            "number": ticketNumber, "customer": Masking.name(customerName),
            "category": texts.category(category)[language], "priority": priority.words(language),
            "due": entry.dueAt.map { Self.time($0, texts.secondsFromUTC) } ?? "", "agent": agent?.name ?? "",
            "link": link ?? "",
        ]
        return NoticeText(
            title: TextPlaces.fill(found.title[language], places), text: TextPlaces.fill(found.text[language], places))
    }

    /// Seconds are for programs.
    private static func time(_ instant: Instant, _ secondsFromUTC: Int64) -> String {
        let text = Timestamp(milliseconds: instant.milliseconds).localText(secondsFromUTC: secondsFromUTC)
        return String(text.dropLast(":00".count))
    }
}
