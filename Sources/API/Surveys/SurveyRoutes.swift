internal import EventStore
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Notifying
internal import Policies
internal import Projections

extension API {
    /// For whoever has the link: a customer has no account.
    static var surveyRoutes: [Route<Log>] {
        [
            Route(.get, "/v1/surveys/{token}", .open) { $0.survey },
            Route(.post, "/v1/surveys/{token}", .open) { $0.answerSurvey },
            Route(.get, "/s/{token}", .open) { $0.surveyPage },
            Route(.post, "/s/{token}", .open) { $0.answerSurveyPage },
        ]
    }

    private func survey(_ exchange: Exchange) async throws -> Response {
        let survey = try await openSurvey(exchange)
        var query = QueryForm(exchange.request.uri)
        try query.end()
        return .secret(.json(survey.json(exchange.language)))
    }

    private func answerSurvey(_ exchange: Exchange) async throws -> Response {
        let survey = try await openSurvey(exchange)
        let body = try Form.read(RateBody.self, try await exchange.body(), codes: survey.codes)
        try await rate(survey, body.grade, body.comment, body.reasons)
        return .secret(.json(["number": .string(survey.number), "grade": .string(body.grade.code)]))
    }

    /// The survey that the token in the path opens.
    /// - Throws: a ``Problem`` that tells nothing of the ticket: there is no such link, or it is over.
    func openSurvey(_ exchange: Exchange) async throws -> OpenSurvey {
        try limit(address: exchange.peer)
        let token = exchange.parameters.text("token")
        let hash = ByteDigest.sha256(Array(token.utf8))
        let now = engine.now
        let found = await engine.look { projected -> (Surveys.Standing, OpenSurvey?)? in
            guard let standing = projected.surveys.survey(tokenHash: hash) else { return nil }
            guard case .open(let survey) = standing, survey.expiresAt.map({ now < $0 }) ?? true else {
                return (.ended, nil)
            }
            return (standing, OpenSurvey(survey, projected))
        }
        guard let found else {
            throw Problem.notFound(
                LocalText("没有该评价链接，请核对收到的链接。", "There is no such link: check the one that you received."))
        }
        guard let survey = found.1 else { throw Self.surveyIsOver }
        return survey
    }

    /// The customer's answer: used once, whoever else answers at the same time.
    func rate(_ survey: OpenSurvey, _ grade: Grade, _ comment: String, _ reasons: [String]) async throws {
        do throws(EngineError) {
            _ = try await engine.perform(
                .rate(survey.ticket, grade, comment: comment, reasons: reasons),
                for: Caller(kind: .customer, account: 0))
        } catch {
            switch error {
            case .refused(.ratedAlready), .refused(.notNow), .refused(.unknownTicket): throw Self.surveyIsOver
            default: throw error
            }
        }
    }

    private static var surveyIsOver: Problem {
        Problem(.gone, LocalText("该链接已失效；如需评价请联系客服。", "The link is not valid any more: please contact us."))
    }

    private func limit(address: String) throws(Problem) {
        guard let wait = addressLimiter.take(1, for: address, at: uptime) else { return }
        throw .tooManyRequests(after: wait)
    }
}

/// A survey that can be answered, and what its customer may see of the ticket.
struct OpenSurvey: Sendable {
    let ticket: TicketOrdinal
    let number: String
    let category: LocalText
    let expiresAt: Instant?
    let grades: [(code: String, grade: Grade, name: LocalText)]
    let reasons: [(code: String, name: LocalText)]
    /// Of the policy that the ticket runs under.
    let codes: PolicyCodes

    /// Nil where the customer was erased.
    init?(_ survey: Surveys.Survey, _ projected: Projected) {
        guard let snapshot = TicketSnapshot(survey.ticket, projected), !snapshot.isErased else { return nil }
        codes = projected.registry.codes(ofVersion: snapshot.row.policyVersion)
        let texts = codes.texts
        (ticket, number, expiresAt) = (survey.ticket, snapshot.number, survey.expiresAt)
        category = texts.category(snapshot.category)
        grades = texts.grades.map { ($0.code, $0.grade, $0.name) }
        reasons = texts.reasons.map { ($0.code, $0.name) }
    }

    func json(_ language: Language) -> JSON {
        let grades = grades.map { choice -> JSON in
            ["grade": .string(choice.grade.code), "name": .string(choice.name[language])]
        }
        var members: [(name: String, value: JSON)] = [
            ("number", .string(number)), ("category", .string(category[language])), ("grades", .array(grades)),
        ]
        let reasons = reasons.map { choice -> JSON in
            ["reason": .string(choice.code), "name": .string(choice.name[language])]
        }
        if !reasons.isEmpty { members.append(("reasons", .array(reasons))) }
        if let expiresAt { members.append(("expiresAt", JSON(expiresAt))) }
        return .object(members)
    }
}

extension Response {
    /// Nobody keeps it, and where it leads learns nothing of the link.
    static func secret(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "no-referrer"
        return response
    }
}
