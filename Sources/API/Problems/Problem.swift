internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import JSONText
internal import Policies

/// Why a request is not carried out: a problem document (RFC 9457).
struct Problem: Error, Sendable {
    var kind: ProblemKind
    var detail: LocalText
    /// What is wrong with which field.
    var faults: [FieldFault] = []
    /// Further members of the document.
    var members: [(name: String, value: JSON)] = []
    var headers: HTTPFields = [:]

    init(_ kind: ProblemKind, _ detail: LocalText) {
        self.kind = kind
        self.detail = detail
    }

    /// All that is wrong with the fields, at once.
    static func invalid(_ faults: [FieldFault]) -> Problem {
        var problem = Problem(
            .invalid, LocalText("\(faults.count) 处有误，详见 errors。", "See errors: \(faults.count) in all."))
        problem.faults = faults
        return problem
    }

    static func tooManyRequests(after wait: Duration) -> Problem {
        var problem = Problem(.tooManyRequests, LocalText("请稍后重试。", "Try again in a moment."))
        problem.headers[.retryAfter] = "\(Int((wait / .seconds(1)).rounded(.up)))"
        return problem
    }

    static func notFound(_ what: LocalText) -> Problem { Problem(.notFound, what) }

    func json(_ language: Language) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("type", .string("urn:paidan:problem:\(kind.rawValue)")), ("title", .string(kind.title[language])),
            ("status", JSON(kind.status.code)), ("detail", .string(detail[language])),
        ]
        if !faults.isEmpty { members.append(("errors", .array(faults.map { $0.json(language) }))) }
        return .object(members + self.members)
    }

    func response(_ language: Language) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = language == .chinese ? "zh" : "en"
        return Response(status: kind.status, headers: headers, body: .init(json(language)))
    }
}

/// One thing that is wrong with one field.
struct FieldFault: Sendable {
    enum Code: String, Sendable { case missing, unknown, type, length, value }

    /// A JSON Pointer into the body; `?name` for a parameter, `header:name` for a header, `path:name` for a part of the
    /// path.
    var pointer: String
    var code: Code
    var detail: LocalText
    /// Where it stands in a text, from 1; nil for what is no text of lines.
    var place: (line: Int, column: Int)?

    func json(_ language: Language) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("pointer", .string(pointer)), ("code", .string(code.rawValue)), ("detail", .string(detail[language])),
        ]
        if let place { members += [("line", JSON(place.line)), ("column", JSON(place.column))] }
        return .object(members)
    }
}
