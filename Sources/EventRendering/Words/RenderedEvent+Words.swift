internal import CivilTime
internal import Events
internal import JSONText

extension RenderedEvent {
    /// What happened, in the words of people; of an event that this version does not know, its type. One line: whatever
    /// would end it, or steer a terminal, is shown as `?`.
    /// - Parameters:
    ///   - secondsFromUTC: how far ahead of UTC the reader's clocks are at the event's time.
    ///   - names: of the policy that the event goes by.
    package func words(
        _ language: Language, secondsFromUTC: Int64, names: PolicyNames = PolicyNames()
    ) -> String {
        let say = Wording(language: language, names: names)
        let clock = ReadersClock(self, secondsFromUTC: secondsFromUTC)
        guard let known = EventType(code: type) else { return type.plainLine }
        return (said(known, say, clock) + happened(say, clock) + written(known, say)).plainLine
    }

    /// When it really happened, where it was noted later.
    private func happened(_ say: Wording, _ clock: ReadersClock) -> String {
        guard let occurredAt else { return "" }
        let time = clock.text(Timestamp(milliseconds: occurredAt.milliseconds))
        return say("，发生于 \(time)", ", happened \(time)")
    }

    /// What somebody wrote, where that is told, on the same line. What came with the request is not: whoever reads the
    /// story has the ticket before them.
    private func written(_ type: EventType, _ say: Wording) -> String {
        guard type != .customerErased else { return "" }
        if data["unreadable"] != nil {
            return say("（加密内容无法打开，请查看服务日志）", " (cannot be opened: see what the daemon says)")
        }
        let texts = ["note", "solution", "comment", "reason"].compactMap { fact($0)?.onOneLine }
        return texts.map { say("：\($0)", ": \($0)") }.joined()
    }

    private func said(_ type: EventType, _ say: Wording, _ clock: ReadersClock) -> String {
        switch type {
        case .policyPublished: policyPublished(say)
        case .accountCreated: accountCreated(say)
        case .accountChanged: accountChanged(say)
        case .passwordSet: passwordSet(say)
        case .tokenIssued: tokenIssued(say, clock)
        case .tokenRevoked: say("撤销 \(shownAccount) 的令牌", "token of \(shownAccount) revoked")
        case .departmentChanged: departmentChanged(say)
        case .agentChanged: agentChanged(say)
        case .presenceChanged: presenceChanged(say)
        case .customerRegistered: customerRegistered(say)
        case .customerRevealed:
            by(actingAccount, say, "查看客户 \(shownCustomer) 的完整信息", "customer \(shownCustomer) was revealed")
        case .customerErased:
            say("客户 \(shownCustomer) 的个人信息已销毁", "customer \(shownCustomer) was erased")
                + say.inParentheses([fact("reason")].compactMap { $0?.plainLine })
        case .ticketSubmitted: ticketSubmitted(say, clock)
        case .ticketClassified: ticketClassified(say)
        case .ticketPrioritised: ticketPrioritised(say)
        case .ticketQueued: ticketQueued(say)
        case .attachmentAdded: attachmentAdded(say)
        case .reviewRequested, .ticketReviewed, .customerContacted, .ticketReopened, .ticketEscalated:
            aboutReviews(type, say)
        case .offerMade: offerMade(say)
        case .offerAccepted: say("\(shownAgent) 接单", "accepted by \(shownAgent)")
        case .offerDeclined: say("\(shownAgent) 拒单", "declined by \(shownAgent)")
        case .offerExpired: say("\(shownAgent) 超时未接单", "\(shownAgent) did not answer in time")
        case .dispatchProposed, .assignmentRequested, .assignmentApproved, .assignmentRejected, .assignmentWithdrawn,
            .proposalWithdrawn:
            aboutAssignments(type, say)
        case .progressRecorded: progressRecorded(say)
        case .ticketResolved: by(fact("agentName") ?? agent, say, "处理完毕", "resolved")
        case .ticketRated: ticketRated(say)
        case .ticketClosed: ticketClosed(say)
        case .deadlineStarted, .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned,
            .deadlineBreached:
            aboutDeadlines(type, say, clock)
        case .notificationQueued, .notificationDelivered, .notificationFailed, .notificationGivenUp,
            .notificationRead:
            aboutNotifications(type, say, clock)
        case .surveySent: surveySent(say, clock)
        case .surveyRevoked: say("满意度调查失效", "survey revoked")
        case .nothingChanged: say("已经如此，没有变化", "it was so already: nothing changed")
        }
    }

    /// The agent's name where there is one, otherwise the identifier.
    var shownAgent: String { fact("agentName") ?? agent ?? "?" }

    /// The account that it is about.
    var shownAccount: String { fact("account") ?? "?" }

    /// The name of the account that did it; nil where nobody signed in for it, and where it was only noted later: that
    /// account brought the record.
    var actingAccount: String? {
        if occurredAt != nil { return nil }
        let prefix = "account:"
        return actor.hasPrefix(prefix) ? String(actor.dropFirst(prefix.count)) : nil
    }

    /// Enough of the identifier to tell customers apart.
    var shownCustomer: String { customer.map { String($0.prefix(8)) } ?? "?" }

    func fact(_ name: String) -> String? { data[name]?.asText }

    /// A sentence and who did it: before it in Chinese, behind it in English.
    func by(_ who: String?, _ say: Wording, _ chinese: String, _ english: String) -> String {
        guard let who else { return say(chinese, english) }
        return say("\(who) \(chinese)", "\(english) by \(who)")
    }
}
