internal import Events
internal import JSONText

extension RenderedEvent {
    /// What happened, in the words of people; of an event that this version does not know, its type. One line: whatever
    /// would end it, or steer a terminal, is shown as `?`.
    package func words(_ language: Language) -> String {
        (EventType(code: type).map { said($0, language) } ?? type).plainLine
    }

    private func said(_ type: EventType, _ language: Language) -> String {
        switch type {
        case .policyPublished: policyPublished(language)
        case .accountCreated: accountCreated(language)
        case .agentChanged: agentChanged(language)
        case .presenceChanged: presenceChanged(language)
        case .customerRegistered: customerRegistered(language)
        case .customerRevealed: language("查看客户 \(shownCustomer) 的完整信息", "customer \(shownCustomer) was revealed")
        case .customerErased:
            language("客户 \(shownCustomer) 的个人信息已销毁", "customer \(shownCustomer) was erased")
                + language.inParentheses([fact("reason")].compactMap { $0?.plainLine })
        case .ticketSubmitted: ticketSubmitted(language)
        case .ticketClassified: ticketClassified(language)
        case .ticketPrioritised: ticketPrioritised(language)
        case .ticketQueued: ticketQueued(language)
        case .attachmentAdded: attachmentAdded(language)
        case .offerMade: offerMade(language)
        case .offerAccepted: language("\(shownAgent) 接单", "accepted by \(shownAgent)")
        case .offerDeclined: language("\(shownAgent) 拒单", "declined by \(shownAgent)")
        case .offerExpired: language("\(shownAgent) 超时未接单", "\(shownAgent) did not answer in time")
        case .progressRecorded: progressRecorded(language)
        case .ticketResolved: language("\(shownAgent) 处理完毕", "resolved by \(shownAgent)")
        case .ticketRated: ticketRated(language)
        case .ticketClosed: ticketClosed(language)
        }
    }

    /// The agent's name where there is one, otherwise the identifier.
    var shownAgent: String { fact("agentName") ?? agent ?? "?" }

    /// Enough of the identifier to tell customers apart.
    var shownCustomer: String { customer.map { String($0.prefix(8)) } ?? "?" }

    func fact(_ name: String) -> String? { data[name]?.asText }
}
