/// Why a part of a clock's time counts or does not, as interfaces call it.
package enum SegmentReason: String, CaseIterable, Sendable {
    case working
    /// A date to which the policy gives hours of its own.
    case specialDay = "special-day"
    /// Worked for a holiday 调休.
    case makeUpDay = "make-up-day"
    case outsideHours = "outside-hours"
    case dayOff = "day-off"
    case holiday
    /// A date that the policy closes.
    case closed
    case paused

    /// - Parameter name: of the holiday, or of the one made up for.
    package func words(_ name: String, _ language: Language) -> String {
        switch self {
        case .working: language("计时", "counted")
        case .specialDay: language("计时：例外日期，策略另定时段", "counted: hours of its own, an exception of the policy")
        case .makeUpDay: language("计时：\(name)调休上班", "counted: a working day that makes up for \(name)")
        case .outsideHours: language("不计：非工作时段", "not counted: outside working hours")
        case .dayOff: language("不计：休息日", "not counted: a day off")
        case .holiday: language("不计：\(name)放假", "not counted: \(name), a holiday")
        case .closed: language("不计：例外日期，策略规定不上班", "not counted: closed, an exception of the policy")
        case .paused: language("不计：暂停", "not counted: it stood still")
        }
    }
}
