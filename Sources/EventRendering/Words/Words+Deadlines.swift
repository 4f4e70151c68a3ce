internal import Events

extension RenderedEvent {
    /// Deadlines go by the policy's code for them.
    func aboutDeadlines(_ type: EventType, _ language: Language, _ clock: ReadersClock) -> String {
        let code = fact("deadline") ?? "?"
        let words =
            switch type {
            case .deadlineStarted: language("开始计时", "started")
            case .deadlineStopped: language("停止计时", "stopped")
            case .deadlinePaused: language("暂停计时", "paused")
            case .deadlineResumed: language("恢复计时", "resumed")
            case .deadlineMoved: language("时限变更", "moved")
            case .deadlineWarned: language("即将到期", "is near")
            default: language("已超时", "missed")
            }
        var times: [String] = []
        if let due = fact("dueAt", by: clock) { times.append(language("截止 \(due)", "due \(due)")) }
        if let next = fact("nextDueAt", by: clock) { times.append(language("下次 \(next)", "again \(next)")) }
        return language("「\(code)」\(words)", "deadline \(code) \(words)") + language.inParentheses(times)
    }
}
