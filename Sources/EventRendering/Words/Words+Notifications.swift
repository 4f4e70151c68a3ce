internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutNotifications(_ type: EventType, _ language: Language) -> String {
        let number = data["notification"]?.asUnsigned ?? 0
        switch type {
        case .notificationQueued:
            let role = fact("role").map { roleWords($0, language) }
            let told = data["isCustomer"] != nil ? language("客户", "the customer") : (role ?? shownAgent)
            return language("通知 \(told)：\(fact("template") ?? "?")", "to tell \(told): \(fact("template") ?? "?")")
        case .notificationDelivered: return language("通知 \(number) 已送达", "notification \(number) delivered")
        case .notificationFailed:
            return language("通知 \(number) 发送失败", "notification \(number) failed")
                + language.inParentheses([fact("fault")].compactMap { $0 })
        case .notificationGivenUp: return language("通知 \(number) 放弃发送", "notification \(number) given up")
        default: return language("通知 \(number) 已读", "notification \(number) read")
        }
    }
}
