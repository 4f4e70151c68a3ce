/// What an account is for. One account may have several.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case customer
    /// 执行人员: handles tickets.
    case handler
    /// 客服
    case clerk
    /// 派单员
    case dispatcher
    /// 主管
    case supervisor
    case departmentManager = "department-manager"
    case administrator
    /// Reads everything, masked, and changes nothing.
    case auditor

    /// As events, requests and people's files have it.
    public var code: String { rawValue }
}
