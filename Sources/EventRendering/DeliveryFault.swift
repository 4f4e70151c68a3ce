/// Why the product's own part of a delivery did not take something. A carrier may have codes of its own.
package enum DeliveryFault: String, Sendable {
    /// The customer has no account here: whoever speaks to them has to tell them.
    case noAccount = "no-account"
    /// So much was said since that the inboxes do not keep it any more.
    case notKept = "not-kept"
    case noSuchCarrier = "no-such-carrier"
    case notReadable = "not-readable"

    func words(_ language: Language) -> String {
        switch self {
        case .noAccount: language("客户没有账号", "the customer has no account")
        case .notKept: language("通知已不再保留", "it is not kept any more")
        case .noSuchCarrier: language("没有这种通知方式", "there is no such carrier")
        case .notReadable: language("内容暂时无法读取", "it cannot be read at the moment")
        }
    }
}
