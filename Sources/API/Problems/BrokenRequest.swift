internal import EventRendering
internal import JSONText
internal import Policies

/// What came over a connection and never became a request.
package enum BrokenRequest: Sendable {
    /// It is not HTTP, or its header is over the limits.
    case unreadable
    case late

    package static let mediaType = "application/problem+json"

    /// In English: which language is wanted is in the header that did not come, or could not be read.
    package var document: String {
        let problem =
            switch self {
            case .unreadable:
                Problem(
                    .malformed,
                    LocalText(
                        "不是 HTTP/1.1 请求，或请求头超过限制。",
                        "It is no request of HTTP/1.1, or its header is over the limits: send less."))
            case .late: Problem(.tooSlow, LocalText("请重新发送。", "Send it again, without pauses."))
            }
        return problem.json(.english).text
    }
}
