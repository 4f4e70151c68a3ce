internal import Events

extension RenderedEvent {
    func aboutDeadlines(_ type: EventType, _ say: Wording, _ clock: ReadersClock) -> String {
        let name = fact("deadline").map { say.name($0, .deadline) } ?? "?"
        let words =
            switch type {
            case .deadlineStarted: say("开始计时", "started")
            case .deadlineStopped: say("停止计时", "stopped")
            case .deadlinePaused: say("暂停计时", "paused")
            case .deadlineResumed: say("恢复计时", "resumed")
            case .deadlineMoved: say("时限变更", "moved")
            case .deadlineWarned: say("即将到期", "is near")
            default: say("已超时", "missed")
            }
        var times: [String] = []
        if let due = fact("dueAt", by: clock) { times.append(say("截止 \(due)", "due \(due)")) }
        if let next = fact("nextDueAt", by: clock) { times.append(say("下次 \(next)", "again \(next)")) }
        return say("「\(name)」\(words)", "deadline \(name) \(words)") + say.inParentheses(times)
    }
}
