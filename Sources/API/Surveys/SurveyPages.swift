internal import Engine
internal import EventRendering
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Policies

// The survey for people: a page that is a plain form, without a script.
extension API {
    func surveyPage(_ exchange: Exchange) async throws -> Response {
        try await page(exchange) { try await openSurvey(exchange).page(exchange.language) }
    }

    func answerSurveyPage(_ exchange: Exchange) async throws -> Response {
        try await page(exchange) {
            let survey = try await openSurvey(exchange)
            let fields = FormFields(
                try await exchange.body("application/x-www-form-urlencoded", bytesMax: APILimits.formBytesMax))
            let comment = fields["comment"] ?? ""
            let isFit = comment.utf8.count <= APILimits.noteBytesMax && !comment.unicodeScalars.contains("\0")
            guard let choice = survey.grades.first(where: { $0.code == fields["grade"] }), isFit else {
                let fault = LocalText("请选择一项评价。", "Please choose one of the grades.")
                let long = LocalText("补充说明过长。", "The note is too long.")
                return survey.page(exchange.language, fault: isFit ? fault : long, status: .unprocessableContent)
            }
            let reasons = survey.reasons.map(\.code).filter(fields.all("reason").contains)
            try await rate(survey, choice.grade, comment, reasons)
            return HTMLPage(
                title: LocalText("谢谢", "Thank you")[exchange.language],
                body: HTML.element("p", LocalText("您的评价已提交。", "Your answer was received.")[exchange.language]))
        }
    }

    /// What is in the way is a page too.
    private func page(_ exchange: Exchange, _ make: () async throws -> HTMLPage) async throws -> Response {
        let language = exchange.language
        do { return try await make().response(language) } catch let problem as Problem {
            let page = HTMLPage(
                title: problem.kind.title[language], body: HTML.element("p", problem.detail[language]),
                status: problem.kind.status)
            var response = page.response(language)
            for field in problem.headers { response.headers[field.name] = field.value }
            return response
        }
    }
}

extension OpenSurvey {
    fileprivate func page(
        _ language: Language, fault: LocalText? = nil, status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        let choices = grades.map { choice in
            "<label><input type=\"radio\" name=\"grade\" value=\"\(HTML.escaped(choice.code))\" required> "
                + HTML.escaped(choice.name[language]) + "</label>\n"
        }
        let why = LocalText("原因（可多选，可不选）", "Why (any, or none)")[language]
        let reasons = reasons.map { reason in
            "<label><input type=\"checkbox\" name=\"reason\" value=\"\(HTML.escaped(reason.code))\"> "
                + HTML.escaped(reason.name[language]) + "</label>\n"
        }
        let whyField =
            reasons.isEmpty
            ? "" : "\n<fieldset><legend>\(HTML.escaped(why))</legend>\n\(reasons.joined())</fieldset>"
        let ask = LocalText("您对处理结果满意吗？", "How satisfied are you?")[language]
        let note = LocalText("补充说明（可不填）", "Anything to add (optional)")[language]
        let send = LocalText("提交", "Send")[language]
        let body = """
            \(HTML.element("p", category[language]))\(fault.map { HTML.element("p", $0[language]) } ?? "")
            <form method="post">
            <fieldset><legend>\(HTML.escaped(ask))</legend>
            \(choices.joined())</fieldset>\(whyField)
            <label>\(HTML.escaped(note))<br><textarea name="comment" rows="4"></textarea></label>
            <p><button>\(HTML.escaped(send))</button></p>
            </form>

            """
        let title = LocalText("请评价工单 \(number)", "How was ticket \(number)?")[language]
        return HTMLPage(title: title, body: body, status: status)
    }
}

/// The fields of a form as browsers send it.
package struct FormFields {
    private var values: [String: [String]] = [:]

    package init(_ body: some Collection<UInt8>) {
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[Self.plain(parts[0]), default: []].append(parts.count == 2 ? Self.plain(parts[1]) : "")
        }
    }

    /// The last of the name.
    package subscript(_ name: String) -> String? { values[name]?.last }

    package func all(_ name: String) -> [String] { values[name] ?? [] }

    private static func plain(_ text: Substring) -> String {
        let blanks = text.replacing("+", with: " ")
        return blanks.removingPercentEncoding ?? String(blanks)
    }
}
