internal import CivilTime
internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutDeadlines(_ type: EventType, _ language: Language) -> String {
        let deadline = fact("deadline") ?? "?"
        let until = fact("dueAt").map { [language("截止 \($0)", "due \($0)")] } ?? []
        let words =
            switch type {
            case .deadlineStarted: language("开始计时 \(deadline)", "clock \(deadline) started")
            case .deadlineStopped: language("停止计时 \(deadline)", "clock \(deadline) stopped")
            case .deadlinePaused: language("暂停计时 \(deadline)", "clock \(deadline) paused")
            case .deadlineResumed: language("恢复计时 \(deadline)", "clock \(deadline) goes on")
            case .deadlineMoved: language("调整时限 \(deadline)", "clock \(deadline) moved")
            case .deadlineWarned: language("即将超时 \(deadline)", "\(deadline) is nearly due")
            default: language("超时 \(deadline)", "\(deadline) is overdue")
            }
        return words + language.inParentheses(until)
    }
}
