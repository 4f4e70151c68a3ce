internal import CivilTime
internal import Events
internal import JSONText

extension RenderedEvent {
    /// What happened, in the words of people; of an event that this version does not know, its type. One line: whatever
    /// would end it, or steer a terminal, is shown as `?`.
    /// - Parameter secondsFromUTC: how far ahead of UTC the reader's clocks are at the event's time.
    package func words(_ language: Language, secondsFromUTC: Int64) -> String {
        let clock = ReadersClock(self, secondsFromUTC: secondsFromUTC)
        guard let known = EventType(code: type) else { return type.plainLine }
        return (said(known, language, clock) + happened(language, clock) + written(known, language)).plainLine
    }

    /// When it really happened, where it was noted later.
    private func happened(_ language: Language, _ clock: ReadersClock) -> String {
        guard let occurredAt else { return "" }
        let time = clock.text(Timestamp(milliseconds: occurredAt.milliseconds))
        return language("，发生于 \(time)", ", happened \(time)")
    }

    /// What somebody wrote, where that is told, on the same line. What came with the request is not: whoever reads the
    /// story has the ticket before them.
    private func written(_ type: EventType, _ language: Language) -> String {
        guard type != .customerErased else { return "" }
        if data["unreadable"] != nil {
            return language("（加密内容无法打开，请查看服务日志）", " (cannot be opened: see what the daemon says)")
        }
        let texts = ["note", "solution", "comment", "reason"].compactMap { fact($0)?.onOneLine }
        return texts.map { language("：\($0)", ": \($0)") }.joined()
    }

    private func said(_ type: EventType, _ language: Language, _ clock: ReadersClock) -> String {
        switch type {
        case .policyPublished: policyPublished(language)
        case .accountCreated: accountCreated(language)
        case .accountChanged: accountChanged(language)
        case .passwordSet: passwordSet(language)
        case .tokenIssued: tokenIssued(language, clock)
        case .tokenRevoked: language("撤销 \(shownAccount) 的令牌", "token of \(shownAccount) revoked")
        case .departmentChanged: departmentChanged(language)
        case .agentChanged: agentChanged(language)
        case .presenceChanged: presenceChanged(language)
        case .customerRegistered: customerRegistered(language)
        case .customerRevealed: language("查看客户 \(shownCustomer) 的完整信息", "customer \(shownCustomer) was revealed")
        case .customerErased:
            language("客户 \(shownCustomer) 的个人信息已销毁", "customer \(shownCustomer) was erased")
                + language.inParentheses([fact("reason")].compactMap { $0?.plainLine })
        case .ticketSubmitted: ticketSubmitted(language, clock)
        case .ticketClassified: ticketClassified(language)
        case .ticketPrioritised: ticketPrioritised(language)
        case .ticketQueued: ticketQueued(language)
        case .attachmentAdded: attachmentAdded(language)
        case .reviewRequested, .ticketReviewed, .customerContacted, .ticketReopened, .ticketEscalated:
            aboutReviews(type, language)
        case .offerMade: offerMade(language)
        case .offerAccepted: language("\(shownAgent) 接单", "accepted by \(shownAgent)")
        case .offerDeclined: language("\(shownAgent) 拒单", "declined by \(shownAgent)")
        case .offerExpired: language("\(shownAgent) 超时未接单", "\(shownAgent) did not answer in time")
        case .dispatchProposed, .assignmentRequested, .assignmentApproved, .assignmentRejected, .assignmentWithdrawn,
            .proposalWithdrawn:
            aboutAssignments(type, language)
        case .progressRecorded: progressRecorded(language)
        case .ticketResolved: by(fact("agentName") ?? agent, language, "处理完毕", "resolved")
        case .ticketRated: ticketRated(language)
        case .ticketClosed: ticketClosed(language)
        case .deadlineStarted, .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned,
            .deadlineBreached:
            aboutDeadlines(type, language, clock)
        case .notificationQueued, .notificationDelivered, .notificationFailed, .notificationGivenUp,
            .notificationRead:
            aboutNotifications(type, language, clock)
        case .surveySent: surveySent(language, clock)
        case .surveyRevoked: language("满意度调查失效", "survey revoked")
        }
    }

    /// The agent's name where there is one, otherwise the identifier.
    var shownAgent: String { fact("agentName") ?? agent ?? "?" }

    /// The account that it is about.
    var shownAccount: String { fact("account") ?? "?" }

    /// The name of the account that did it; nil where nobody signed in for it.
    var actingAccount: String? {
        let prefix = "account:"
        return actor.hasPrefix(prefix) ? String(actor.dropFirst(prefix.count)) : nil
    }

    /// Enough of the identifier to tell customers apart.
    var shownCustomer: String { customer.map { String($0.prefix(8)) } ?? "?" }

    func fact(_ name: String) -> String? { data[name]?.asText }

    /// A sentence and who did it: before it in Chinese, behind it in English.
    func by(_ who: String?, _ language: Language, _ chinese: String, _ english: String) -> String {
        guard let who else { return language(chinese, english) }
        return language("\(who) \(chinese)", "\(english) by \(who)")
    }
}
