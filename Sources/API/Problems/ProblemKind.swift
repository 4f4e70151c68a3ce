internal import HTTPTypes
internal import Policies

/// The kinds of problems that an answer can be: stable names, which clients may go by.
enum ProblemKind: String, CaseIterable, Sendable {
    case malformed, invalid, unauthenticated, forbidden, conflict, gone, overloaded, stopping, `internal`
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case preconditionFailed = "precondition-failed"
    case tooLarge = "too-large"
    case tooSlow = "too-slow"
    case unsupportedMediaType = "unsupported-media-type"
    case keyReused = "key-reused"
    case tooManyRequests = "too-many-requests"
    case notYet = "not-yet"
    case wrongPassword = "wrong-password"
    case passwordMustChange = "password-must-change"

    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .invalid, .keyReused: .unprocessableContent
        case .unauthenticated, .wrongPassword: .unauthorized
        case .forbidden, .passwordMustChange: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .conflict: .conflict
        case .gone: .gone
        case .preconditionFailed: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .unsupportedMediaType: .unsupportedMediaType
        case .tooManyRequests: .tooManyRequests
        case .internal: .internalServerError
        case .overloaded, .stopping, .notYet: .serviceUnavailable
        }
    }

    var title: LocalText {
        switch self {
        case .malformed: LocalText("请求无法解析", "The request cannot be read")
        case .invalid: LocalText("请求内容有误", "Something in the request is wrong")
        case .unauthenticated: LocalText("需要令牌", "A token is needed")
        case .forbidden: LocalText("没有权限", "Not allowed")
        case .notFound: LocalText("不存在", "There is no such thing")
        case .methodNotAllowed: LocalText("不支持该方法", "Not with this method")
        case .notAcceptable: LocalText("没有可接受的格式", "Not in a form that is accepted")
        case .conflict: LocalText("当前状态不允许", "Not as things stand")
        case .gone: LocalText("已失效", "Over")
        case .preconditionFailed: LocalText("内容已被修改", "It has changed since")
        case .tooLarge: LocalText("请求过大", "The request is too large")
        case .tooSlow: LocalText("请求未及时到达", "The request did not arrive in time")
        case .unsupportedMediaType: LocalText("不支持的内容类型", "Not this kind of content")
        case .keyReused: LocalText("幂等键已用于其他请求", "The key was used for another request")
        case .tooManyRequests: LocalText("请求过于频繁", "Too many requests")
        case .internal: LocalText("服务内部错误", "Something went wrong here")
        case .overloaded: LocalText("服务繁忙", "Too much to do")
        case .stopping: LocalText("服务正在停止", "Stopping")
        case .wrongPassword: LocalText("工号或密码不正确", "Not this staff number and password")
        case .passwordMustChange: LocalText("须先修改密码", "The password has to be changed first")
        case .notYet: LocalText("尚未到达所要求的序号", "Not that far yet")
        }
    }
}
